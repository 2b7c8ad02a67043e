using System.Collections.Frozen;
using System.Text.Json;

namespace SemanticCache.Core.Reporting;

/// <summary>The spelling of an enum's members on the wire, in metrics and in logs: <c>ExactHit</c> is <c>exact_hit</c>.</summary>
internal static class WireName
{
    /// <summary>Returns a member's spelling.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Names<T>.ByValue[value];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}
