using Google.Api;
using Google.Protobuf.Reflection;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Tests.Rest;

/// <summary>The methods of all services of the protocol, and which of them REST leaves out.</summary>
internal static class RestMethods
{
    /// <summary>The methods without a rule, by full name, with the reason; all have one so far.</summary>
    public static readonly IReadOnlyDictionary<string, string> Exceptions = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Every method of every service in the protocol's assembly, so that a new service is found without being named here.</summary>
    public static IReadOnlyList<MethodDescriptor> All { get; } =
    [
        .. typeof(CacheServiceReflection).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null))
            .OfType<FileDescriptor>()
            .SelectMany(file => file.Services)
            .SelectMany(service => service.Methods),
    ];

    /// <summary>The rule of a method, or null.</summary>
    public static HttpRule? RuleOf(MethodDescriptor method) => method.GetOptions()?.GetExtension(AnnotationsExtensions.Http);
}
