using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant.Points;

/// <summary>What points are selected by.</summary>
internal static class Selection
{
    /// <summary>Matches the entries that a filter matches.</summary>
    /// <exception cref="ArgumentException">A source version comes without a source.</exception>
    public static Filter Entries(EntryFilter filter)
    {
        var selection = Matching(filter);
        selection.Must.Add(MatchKeyword(Fields.Kind, Fields.EntryKind));
        if (filter.Id is { } id)
        {
            selection.Must.Add(Ids(id));
        }

        return selection;
    }

    /// <summary>Matches the merges that removed an entry which a filter matches.</summary>
    public static Filter Merges(EntryFilter filter)
    {
        var selection = Matching(filter);
        if (filter.Id is { } id)
        {
            selection.Must.Add(MatchKeyword(Fields.Removed, id.ToString()));
        }

        return selection;
    }

    /// <summary>Matches the aliases of entries.</summary>
    public static Filter AliasesOf(params IReadOnlyList<EntryId> entries) => new()
    {
        Must = { MatchKeyword(Fields.Kind, Fields.AliasKind), Match(Fields.Entry, Texts(entries)) },
    };

    /// <summary>Matches points by id.</summary>
    public static Condition Ids(params IReadOnlyList<EntryId> entries)
    {
        var ids = new HasIdCondition();
        ids.HasId.AddRange(entries.Select(entry => (PointId)entry.Value));
        return new Condition { HasId = ids };
    }

    /// <summary>Returns the texts of ids.</summary>
    public static IReadOnlyList<string> Texts(IEnumerable<EntryId> entries) => [.. entries.Select(entry => entry.ToString())];

    private static Filter Matching(EntryFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var selection = new Filter();
        Add(Fields.Namespace, filter.Namespace);
        Add(Fields.Tenant, filter.Tenant);
        Add(Fields.Scope, filter.Scope?.ToString());
        Add(Fields.Tags, filter.Tag);
        Add(Fields.QuestionHash, filter.Question is { } question ? EntryPayload.QuestionHash(question) : null);
        switch (filter)
        {
            case { SourceId: { } source, SourceVersion: { } version }:
                Add(Fields.SourceVersions, EntryPayload.SourceVersion(source, version));
                break;
            case { SourceVersion: not null }:
                throw new ArgumentException("A source version needs the source's id.", nameof(filter));
            default:
                Add(Fields.Sources, filter.SourceId);
                break;
        }

        if (filter.CreatedFrom is { } from)
        {
            selection.MustNot.Add(PayloadTime.Before(Fields.CreatedAt, from));
        }

        if (filter.CreatedBefore is { } before)
        {
            selection.Must.Add(PayloadTime.Before(Fields.CreatedAt, before));
        }

        return selection;

        void Add(string field, string? value)
        {
            if (value is not null)
            {
                selection.Must.Add(MatchKeyword(field, value));
            }
        }
    }
}
