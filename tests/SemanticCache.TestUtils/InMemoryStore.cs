using System.Globalization;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.TestUtils;

/// <summary>A fake store: correct and slow, everything in one dictionary; for tests of what stands before a store, not of stores.</summary>
public sealed partial class InMemoryStore : ICacheStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<EntryId, CacheEntry> _entries = [];
    private TaskCompletionSource _stored = NewSignal();

    /// <summary>What goes wrong when reading.</summary>
    public Fault Reads { get; } = new();

    /// <summary>What goes wrong when writing.</summary>
    public Fault Writes { get; } = new();

    /// <summary>What goes wrong when storing entries.</summary>
    public Fault Upserts { get; } = new();

    /// <summary>What goes wrong when deleting entries that were read before.</summary>
    public Fault Deletes { get; } = new();

    /// <summary>Gets or sets an entry that a broken store returns whatever is asked for.</summary>
    public CacheEntry? FoundRegardless { get; set; }

    /// <summary>Gets or sets the alias that a broken store returns with <see cref="FoundRegardless"/>.</summary>
    public EntryAlias? AliasRegardless { get; set; }

    /// <summary>Every entry, in no particular order.</summary>
    public IReadOnlyList<CacheEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries.Values];
            }
        }
    }

    /// <summary>The sizes of the batches stored, in order.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>Completes once so many entries are stored.</summary>
    public async Task WhenStoredAsync(int count, CancellationToken cancellationToken)
    {
        while (Missing(count) is { } change)
        {
            await change.WaitAsync(Patience.Longest, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<CacheEntry?> GetAsync(EntryId id, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            return FoundRegardless ?? _entries.GetValueOrDefault(id);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Candidate>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        if (FoundRegardless is not null)
        {
            return [new Candidate(FoundRegardless, 1, AliasRegardless)];
        }

        var best = Wordings(query)
            .Where(candidate => candidate.Similarity >= query.MinimumSimilarity)
            .OrderByDescending(candidate => candidate.Similarity)
            .Take(query.Limit)
            .ToArray();
        return [.. best.Where(candidate => query.Reach is not { } reach || candidate.Similarity >= best[0].Similarity - reach)];
    }

    /// <inheritdoc/>
    public async ValueTask<EntryPage> ListAsync(EntryFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        var after = ReadListToken(page.Token);
        CacheEntry[] rest = [.. Matching(filter)
            .Select(entry => (Entry: entry, Key: (-entry.CreatedAt.UtcTicks, entry.Id.Value)))
            .Where(each => after is not { } start || each.Key.CompareTo(start) > 0)
            .OrderBy(each => each.Key)
            .Select(each => each.Entry)];
        var next = rest.Length > page.Size ? string.Create(CultureInfo.InvariantCulture, $"{-rest[page.Size - 1].CreatedAt.UtcTicks}:{rest[page.Size - 1].Id}") : "";
        return new EntryPage([.. rest.Take(page.Size)], next);
    }

    /// <inheritdoc/>
    public async ValueTask<long> CountAsync(EntryFilter filter, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        return Matching(filter).Count;
    }

    private static (long Time, Guid Id)? ReadListToken(string token)
    {
        if (token.Length == 0)
        {
            return null;
        }

        var parts = token.Split(':');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) && EntryId.TryParse(parts[1], out var id)
            ? (time, id.Value)
            : throw new InvalidPageTokenException();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static float Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0f;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private Task? Missing(int count)
    {
        lock (_lock)
        {
            return _entries.Count >= count ? null : _stored.Task;
        }
    }

    private List<CacheEntry> Matching(EntryFilter filter) => [.. Entries.Where(entry => Matches(entry, filter))];

    private static bool Matches(CacheEntry entry, EntryFilter filter) =>
        (filter.Id is null || entry.Id == filter.Id)
        && (filter.Namespace is null || entry.Namespace == filter.Namespace)
        && (filter.Tenant is null || entry.Tenant == filter.Tenant)
        && (filter.Scope is null || entry.Scope == filter.Scope)
        && (filter.Tag is null || entry.Tags.Contains(filter.Tag))
        && (filter.SourceId is null || entry.Sources.Any(source => source.Id == filter.SourceId
            && (filter.SourceVersion is null || source.Version == filter.SourceVersion)))
        && (filter.CreatedFrom is null || entry.CreatedAt >= filter.CreatedFrom)
        && (filter.CreatedBefore is null || entry.CreatedAt < filter.CreatedBefore)
        && (filter.Question is null || entry.Question == filter.Question);
}
