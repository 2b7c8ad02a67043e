using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Embedded.Rows;

/// <summary>A filter as a condition on the table of entries.</summary>
internal sealed class EntryFilterSql
{
    private readonly List<string> _conditions = [];
    private readonly List<string> _mergeConditions = [];
    private readonly List<(string Name, object Value)> _parameters = [];

    /// <summary>Translates a filter.</summary>
    /// <exception cref="ArgumentException">A source version comes without a source.</exception>
    public EntryFilterSql(EntryFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Add("id = $id", "$id", filter.Id is { } id ? EntryRows.BytesOf(id) : null);
        Add("namespace = $namespace", "$namespace", filter.Namespace);
        Add("tenant = $tenant", "$tenant", filter.Tenant);
        Add("scope = $scope", "$scope", filter.Scope?.ToBytes());
        Add("created_at >= $createdFrom", "$createdFrom", filter.CreatedFrom?.UtcTicks);
        Add("created_at < $createdBefore", "$createdBefore", filter.CreatedBefore?.UtcTicks);
        Add("question_hash = $question", "$question", filter.Question is { } question ? QuestionHash.Of(question) : null);
        Add(
            "seq IN (SELECT entry FROM entry_tags WHERE tag = $tag)",
            "$tag",
            filter.Tag,
            "$tag IN (SELECT value FROM json_each(tags))");
        AddSource(filter);
    }

    /// <summary>The condition; <c>TRUE</c> for the filter that matches everything.</summary>
    public string Condition => Join(_conditions);

    /// <summary>The condition on the entries that merges removed, with the same parameters.</summary>
    public string MergeCondition => Join(_mergeConditions);

    /// <summary>The values of the parameters in the condition, in order.</summary>
    public (string Name, object Value)[] Parameters => [.. _parameters];

    /// <summary>Returns the values with further ones behind them.</summary>
    public (string Name, object Value)[] With(params ReadOnlySpan<(string Name, object Value)> further) => [.. _parameters, .. further];

    private void AddSource(EntryFilter filter)
    {
        if (filter.SourceVersion is null)
        {
            Add(
                "seq IN (SELECT entry FROM entry_sources WHERE source = $source)",
                "$source",
                filter.SourceId,
                "EXISTS (SELECT 1 FROM json_each(sources) WHERE value ->> 0 = $source)");
            return;
        }

        if (filter.SourceId is null)
        {
            throw new ArgumentException("A source version needs the source's id.", nameof(filter));
        }

        Add(
            "seq IN (SELECT entry FROM entry_sources WHERE source = $source AND version = $version)",
            "$source",
            filter.SourceId,
            "EXISTS (SELECT 1 FROM json_each(sources) WHERE value ->> 0 = $source AND value ->> 1 = $version)");
        _parameters.Add(("$version", filter.SourceVersion));
    }

    private static string Join(List<string> conditions) => conditions.Count == 0 ? "TRUE" : string.Join(" AND ", conditions);

    private void Add(string condition, string name, object? value, string? mergeCondition = null)
    {
        if (value is not null)
        {
            _conditions.Add(condition);
            _mergeConditions.Add(mergeCondition ?? condition);
            _parameters.Add((name, value));
        }
    }
}
