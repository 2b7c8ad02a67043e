using System.Text.Json;

namespace SemanticCache.Cli.Invocation;

/// <summary>The spelling of the wire's enums in JSON, settings and tables: <c>ExactHit</c> is <c>exact_hit</c>.</summary>
internal static class WireNames
{
    /// <summary>Returns a member's spelling.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Returns the spelling of every member but the one that says "not given".</summary>
    public static IReadOnlyList<string> AllOf<T>()
        where T : struct, Enum =>
        [.. Given<T>().Select(Of)];

    /// <summary>Reads a spelling; false when it is none of <see cref="AllOf{T}"/>.</summary>
    public static bool TryRead<T>(string text, out T value)
        where T : struct, Enum
    {
        value = Given<T>().FirstOrDefault(known => Of(known) == text);
        return Of(value) == text;
    }

    private static IEnumerable<T> Given<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) != 0);
}
