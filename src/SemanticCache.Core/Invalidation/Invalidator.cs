using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Invalidation;

/// <summary>Deletes entries by filter, so that it can be undone for a while.</summary>
internal sealed class Invalidator
{
    private const int SampleSize = 10;

    private readonly EntryFinder _finder;
    private readonly InvalidationBook _book;
    private readonly ICacheStore _store;
    private readonly TimeProvider _time;

    public Invalidator(EntryFinder finder, InvalidationBook book, ICacheStore store, TimeProvider time)
    {
        _finder = finder;
        _book = book;
        _store = store;
        _time = time;
    }

    /// <summary>Returns what a filter selects; nothing is deleted.</summary>
    public async Task<InvalidationResult> PreviewAsync(InvalidationFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Ids.IsEmpty && !filter.ReadsWordings)
        {
            var page = await _store.ListAsync(filter.ToEntryFilter(), new PageRequest(SampleSize, ""), cancellationToken);
            return new InvalidationResult("", await _store.CountAsync(filter.ToEntryFilter(), cancellationToken), 0, page.Entries);
        }

        var matched = 0L;
        var sample = new List<CacheEntry>(SampleSize);
        await foreach (var found in _finder.FindAsync(filter, cancellationToken))
        {
            matched++;
            if (sample.Count < SampleSize)
            {
                sample.Add(found.Entry);
            }
        }

        return new InvalidationResult("", matched, 0, sample);
    }

    /// <summary>Deletes what a filter selects, durably; it can be undone as long as the grace period lasts.</summary>
    /// <param name="target">The namespace.</param>
    /// <param name="filter">Selects entries of it.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Ends the call early: what is deleted by then can be undone.</param>
    /// <exception cref="InvalidationStoppedException">Somebody undid what was done so far.</exception>
    public async Task<InvalidationResult> InvalidateAsync(CacheNamespace target, InvalidationFilter filter, Caller caller, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var run = new InvalidationRun(_book, _store, new EntryInvalidation
        {
            Id = Guid.CreateVersion7(now).ToString("D"),
            At = now,
            Namespace = target.Name,
            NamespaceCreatedAt = target.CreatedAt,
            Tenant = filter.Tenant ?? "",
            Caller = caller.Name,
            Filter = FilterText.Of(filter),
        });
        await foreach (var found in _finder.FindAsync(filter, cancellationToken))
        {
            await run.AddAsync(found, cancellationToken);
        }

        await ForgetMergesAsync(filter, cancellationToken);
        return await run.FinishAsync(cancellationToken);
    }

    // What a merge removed could be brought back: an answer that is invalidated must not. By wording there is nothing to do: the removed
    // entry's is an alias of the kept one, which goes for it.
    private async Task ForgetMergesAsync(InvalidationFilter filter, CancellationToken cancellationToken)
    {
        if (filter.ReadsWordings)
        {
            return;
        }

        var conditions = filter.ToEntryFilter();
        EntryFilter[] each = filter.Ids.IsEmpty ? [conditions] : [.. filter.Ids.Select(id => conditions with { Id = id })];
        foreach (var one in each)
        {
            await _store.ForgetMergesAsync(one, cancellationToken);
        }
    }
}
