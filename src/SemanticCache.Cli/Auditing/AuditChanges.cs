using System.Text.Json.Nodes;

namespace SemanticCache.Cli.Auditing;

/// <summary>Says what a change changed: of two objects only the members that differ.</summary>
internal static class AuditChanges
{
    private const string Nothing = "(the default)";

    /// <summary>Returns the members that differ, a line each; what stands on one side alone is returned as it is.</summary>
    /// <param name="before">What was there before, as JSON; null where there was nothing.</param>
    /// <param name="after">What is there since, as JSON; null where there is nothing.</param>
    public static string Of(string? before, string? after)
    {
        if (before is null || after is null)
        {
            return after ?? before ?? "";
        }

        if (JsonNode.Parse(before) is not JsonObject old || JsonNode.Parse(after) is not JsonObject present)
        {
            return $"{before} → {after}";
        }

        var changed = old.Select(member => member.Key).Union(present.Select(member => member.Key), StringComparer.Ordinal)
            .Where(name => !JsonNode.DeepEquals(old[name], present[name]))
            .Select(name => $"{name}: {TextOf(old[name])} → {TextOf(present[name])}");
        return string.Join('\n', changed.DefaultIfEmpty("nothing"));
    }

    private static string TextOf(JsonNode? value) => value?.ToJsonString() ?? Nothing;
}
