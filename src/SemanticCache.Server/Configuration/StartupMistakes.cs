using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using SemanticCache.Onnx.Manifests;
using SemanticCache.Store.Embedded;
using SemanticCache.Store.Qdrant;

namespace SemanticCache.Server.Configuration;

/// <summary>What keeps the service from starting and whoever runs it can mend.</summary>
internal static partial class StartupMistakes
{
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>Returns every mistake behind a failed start, or null when the failure is of another kind.</summary>
    public static IReadOnlyList<string>? Of(Exception failure) => failure switch
    {
        OptionsValidationException invalid => [.. invalid.Failures.Select(mistake => WithKey(mistake, invalid.OptionsType))],
        AggregateException several when several.InnerExceptions.All(inner => Of(inner) is not null) =>
            [.. several.InnerExceptions.SelectMany(inner => Of(inner) ?? [])],
        InvalidModelException invalid => invalid.Mistakes,
        StoreOpenException or StoreMismatchException => [failure.Message],
        InvalidDataException or FileNotFoundException or DirectoryNotFoundException => [Whole(failure)],
        InvalidOperationException { Source: Binder } => [Whole(failure)],
        IOException { InnerException: AddressInUseException } =>
            [$"{failure.Message} Stop the other program, or set Server:GrpcPort and Server:HttpPort."],
        SocketException => [$"{failure.Message}: the service cannot listen on Server:Address with Server:GrpcPort and Server:HttpPort."],
        _ => null,
    };

    /// <summary>Writes the mistakes for a person.</summary>
    public static async Task WriteAsync(IReadOnlyList<string> mistakes, TextWriter output)
    {
        await output.WriteLineAsync("SemanticCache cannot start:");
        foreach (var mistake in mistakes)
        {
            await output.WriteLineAsync("  - " + mistake);
        }
    }

    // A mistake is only of use with the key that sets it; annotations name the class and the property instead.
    private static string WithKey(string mistake, Type options)
    {
        var section = options.GetField("SectionName")?.GetRawConstantValue() as string;
        if (section is null || mistake.StartsWith(section + ":", StringComparison.Ordinal))
        {
            return mistake;
        }

        var annotation = AnnotationFailure().Match(mistake);
        return annotation.Success ? $"{section}:{annotation.Groups[1].Value}: {annotation.Groups[2].Value}" : $"{section}:{mistake}";
    }

    private static string Whole(Exception failure) =>
        failure.InnerException is { } cause ? $"{failure.Message} {cause.Message}" : failure.Message;

    [GeneratedRegex(@"\ADataAnnotation validation failed for '[^']*' members: '([^']*)' with the error: '(.*)'\.\z", RegexOptions.Singleline)]
    private static partial Regex AnnotationFailure();
}
