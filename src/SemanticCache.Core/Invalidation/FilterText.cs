using System.Globalization;

namespace SemanticCache.Core.Invalidation;

/// <summary>Writes filters for people: in the list of invalidations and in the audit log.</summary>
internal static class FilterText
{
    private const int MostIds = 10;
    private const int LongestText = 200;

    /// <summary>Returns what a filter selects; long texts and lists are cut.</summary>
    public static string Of(InvalidationFilter filter) => filter.IsLimited ? string.Join(", ", Parts(filter)) : "all";

    private static IEnumerable<string> Parts(InvalidationFilter filter)
    {
        if (!filter.Ids.IsEmpty)
        {
            var more = filter.Ids.Length - MostIds;
            yield return $"id {string.Join(' ', filter.Ids.Take(MostIds))}{(more > 0 ? $" and {more} more" : "")}";
        }

        (string Name, string? Value)[] members =
        [
            ("tenant", Quoted(filter.Tenant)),
            ("scope", filter.Scope?.ToString()),
            ("tag", Quoted(filter.Tag)),
            ("source", Quoted(filter.SourceId)),
            ("source version", Quoted(filter.SourceVersion)),
            ("created from", filter.CreatedFrom?.ToString("O", CultureInfo.InvariantCulture)),
            ("created before", filter.CreatedBefore?.ToString("O", CultureInfo.InvariantCulture)),
            ("question", Quoted(filter.Question)),
            ("like", Quoted(filter.Near?.Text)),
            ("within", filter.Near?.Within.ToString(CultureInfo.InvariantCulture)),
        ];
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                yield return $"{name} {value}";
            }
        }
    }

    private static string? Quoted(string? text) => text is null ? null : $"\"{(text.Length > LongestText ? text[..LongestText] + "…" : text)}\"";
}
