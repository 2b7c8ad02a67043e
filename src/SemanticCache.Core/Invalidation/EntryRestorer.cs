using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Invalidation;

/// <summary>Stores entries again that were taken away, unless something newer answers their questions by now.</summary>
internal sealed class EntryRestorer
{
    private readonly ICacheStore _store;
    private readonly RetentionRules _retention;
    private readonly TimeProvider _time;

    public EntryRestorer(ICacheStore store, RetentionRules retention, TimeProvider time)
    {
        _store = store;
        _retention = retention;
        _time = time;
    }

    /// <summary>Stores the entries that have not expired, with their aliases; durable when the call completes.</summary>
    /// <returns>How many were stored.</returns>
    public async Task<int> RestoreAsync(IReadOnlyList<InvalidatedEntry> kept, CancellationToken cancellationToken)
    {
        var missing = new List<InvalidatedEntry>(kept.Count);
        foreach (var each in kept.Where(each => !each.Entry.IsExpired(_time.GetUtcNow())))
        {
            if (!await IsAnsweredAsync(each.Entry.Id, cancellationToken))
            {
                missing.Add(each);
            }
        }

        await _store.UpsertAsync([.. missing.Select(each => each.Entry)], cancellationToken);
        foreach (var each in missing)
        {
            await RestoreAliasesAsync(each, cancellationToken);
        }

        await _retention.EnforceAsync([.. missing.Select(each => each.Entry)], cancellationToken);
        return missing.Count;
    }

    private async Task RestoreAliasesAsync(InvalidatedEntry kept, CancellationToken cancellationToken)
    {
        var free = new List<EntryAlias>(kept.Aliases.Length);
        foreach (var alias in kept.Aliases)
        {
            if (!await IsAnsweredAsync(alias.Id, cancellationToken))
            {
                free.Add(alias);
            }
        }

        if (free.Count > 0)
        {
            await _store.AddAliasesAsync(free, free.Count, cancellationToken);
        }
    }

    private async Task<bool> IsAnsweredAsync(EntryId wording, CancellationToken cancellationToken) =>
        await _store.FindAsync(wording, cancellationToken) is { } match && !match.Entry.IsExpired(_time.GetUtcNow());
}
