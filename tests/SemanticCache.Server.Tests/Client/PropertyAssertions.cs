using Microsoft.Extensions.AI;
using SemanticCache.Client;

namespace SemanticCache.Server.Tests.Client;

/// <summary>What the cache says of a response.</summary>
internal static class PropertyAssertions
{
    public static void Says(this ChatResponse response, string outcome, string? reason = null) => response.AdditionalProperties.Says(outcome, reason);

    public static void Says(this AdditionalPropertiesDictionary? properties, string outcome, string? reason = null)
    {
        Assert.NotNull(properties);
        var said = Assert.IsType<string>(properties[SemanticCacheProperties.Reason]);
        Assert.Equal($"{outcome} {reason ?? said}", $"{properties[SemanticCacheProperties.Outcome]} {said}");
    }
}
