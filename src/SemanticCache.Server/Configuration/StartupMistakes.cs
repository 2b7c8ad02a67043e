using Microsoft.Extensions.Options;
using SemanticCache.Onnx.Manifests;
using SemanticCache.Store.Embedded;

namespace SemanticCache.Server.Configuration;

/// <summary>What keeps the service from starting and whoever runs it can mend.</summary>
internal static class StartupMistakes
{
    /// <summary>Returns every mistake behind a failed start, or null when the failure is of another kind.</summary>
    public static IReadOnlyList<string>? Of(Exception failure) => failure switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several when several.InnerExceptions.All(inner => Of(inner) is not null) =>
            [.. several.InnerExceptions.SelectMany(inner => Of(inner) ?? [])],
        StoreOpenException or InvalidModelException => [failure.Message],
        InvalidDataException or FileNotFoundException or DirectoryNotFoundException => [Whole(failure)],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            [$"{failure.Message} Stop the other program, or set Server:GrpcPort and Server:HttpPort."],
        InvalidOperationException { InnerException: FormatException } => [Whole(failure)],
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

    private static string Whole(Exception failure) =>
        failure.InnerException is { } cause ? $"{failure.Message} {cause.Message}" : failure.Message;
}
