using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Embedded;

/// <content>Reading.</content>
public sealed partial class EmbeddedStore
{
    /// <inheritdoc/>
    public ValueTask<CacheEntry?> GetAsync(EntryId id, CancellationToken cancellationToken) => new(Engine.Lookup.Find(id));

    /// <inheritdoc/>
    public ValueTask<EntryMatch?> FindAsync(EntryId id, CancellationToken cancellationToken) => new(Engine.Matches.Find(id));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<EntryAlias>> ListAliasesAsync(EntryId entry, CancellationToken cancellationToken)
    {
        var engine = Engine;
        return await Task.Run(() => engine.Matches.List(entry), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Runs on the caller's thread: the work is computing, and at most a few short reads.</remarks>
    public ValueTask<IReadOnlyList<Candidate>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<IReadOnlyList<Candidate>>(Engine.Search.Find(query));
    }

    /// <inheritdoc/>
    public async ValueTask<EntryPage> ListAsync(EntryFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var engine = Engine;
        return await Task.Run(() => engine.List.Page(filter, page), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<long> CountAsync(EntryFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var engine = Engine;
        if (filter == new EntryFilter())
        {
            return engine.State.Counts.Total;
        }

        return filter.Namespace is { } name && filter == new EntryFilter { Namespace = name }
            ? engine.State.Counts.Of(name).Entries
            : await Task.Run(() => engine.List.Count(filter), cancellationToken);
    }
}
