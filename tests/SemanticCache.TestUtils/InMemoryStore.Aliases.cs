using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.TestUtils;

/// <content>The aliases.</content>
public sealed partial class InMemoryStore
{
    private readonly Dictionary<EntryId, EntryAlias> _aliases = [];

    /// <summary>Every alias, in no particular order.</summary>
    public IReadOnlyList<EntryAlias> Aliases
    {
        get
        {
            lock (_lock)
            {
                return [.. _aliases.Values];
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<EntryMatch?> FindAsync(EntryId id, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            if (FoundRegardless is not null)
            {
                return new EntryMatch(FoundRegardless, AliasRegardless);
            }

            if (_entries.TryGetValue(id, out var entry))
            {
                return new EntryMatch(entry, null);
            }

            return _aliases.TryGetValue(id, out var alias) ? new EntryMatch(_entries[alias.Entry], alias) : null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<EntryAlias>> ListAliasesAsync(EntryId entry, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            return [.. AliasesOf_NeedsLock(entry)];
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> AddAliasesAsync(IReadOnlyList<EntryAlias> aliases, int limit, CancellationToken cancellationToken)
    {
        if (aliases.Any(alias => !alias.Vector.IsEmpty && !UnitVector.Is(alias.Vector.Span)))
        {
            throw new ArgumentException("An alias's vector is not L2-normalised.", nameof(aliases));
        }

        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            return limit == 0 ? 0 : aliases.Count(alias => Add_NeedsLock(alias with { Vector = alias.Vector.ToArray() }, limit));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> RemoveAliasesAsync(EntryId entry, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            return RemoveAliasesOf_NeedsLock(entry);
        }
    }

    private bool Add_NeedsLock(EntryAlias alias, int limit)
    {
        if (!_entries.TryGetValue(alias.Entry, out var entry) || entry.Scope != alias.Scope || entry.IsExpired(alias.CreatedAt)
            || (_entries.TryGetValue(alias.Id, out var own) && !own.IsExpired(alias.CreatedAt)))
        {
            return false;
        }

        if (_aliases.TryGetValue(alias.Id, out var stored) && stored.Entry == alias.Entry)
        {
            _aliases[alias.Id] = stored.Origin is AliasOrigin.Verified ? alias : alias with { Origin = stored.Origin };
            return false;
        }

        if (!MakeRoom_NeedsLock(alias, limit))
        {
            return false;
        }

        Forget_NeedsLock(alias.Id);
        _entries.Remove(alias.Id);
        _aliases[alias.Id] = alias;
        return true;
    }

    private bool MakeRoom_NeedsLock(EntryAlias newcomer, int limit)
    {
        var present = AliasesOf_NeedsLock(newcomer.Entry).ToList();
        var leaving = present
            .OrderBy(alias => alias.Origin is not AliasOrigin.Verified)
            .Take(Math.Max(0, present.Count + 1 - limit))
            .ToList();
        if (newcomer.Origin is AliasOrigin.Verified && leaving.Any(alias => alias.Origin is not AliasOrigin.Verified))
        {
            return false;
        }

        leaving.ForEach(alias => _aliases.Remove(alias.Id));
        return true;
    }

    private IEnumerable<EntryAlias> AliasesOf_NeedsLock(EntryId entry) =>
        _aliases.Values.Where(alias => alias.Entry == entry).OrderBy(alias => alias.CreatedAt).ThenBy(alias => alias.Id.Value);

    // What goes with an entry and with its answer.
    private void Forget_NeedsLock(EntryId entry)
    {
        RemoveAliasesOf_NeedsLock(entry);
        ForgetMerges_NeedsLock(stored => stored.Merge.Kept == entry);
    }

    private int RemoveAliasesOf_NeedsLock(EntryId entry)
    {
        var removed = AliasesOf_NeedsLock(entry).ToList();
        removed.ForEach(alias => _aliases.Remove(alias.Id));
        return removed.Count;
    }

    private List<Candidate> Wordings(SearchQuery query)
    {
        lock (_lock)
        {
            var own = _entries.Values
                .Where(entry => IsComparable(entry.Vector, entry.EmbeddingFingerprint, query))
                .Select(entry => new Candidate(entry, Cosine(entry.Vector.Span, query.Vector.Span)));
            var others = _aliases.Values
                .Where(alias => IsComparable(alias.Vector, alias.EmbeddingFingerprint, query))
                .Select(alias => new Candidate(_entries[alias.Entry], Cosine(alias.Vector.Span, query.Vector.Span), alias));
            return [.. own.Concat(others)
                .Where(candidate => candidate.Entry.Scope == query.Scope && !candidate.Entry.IsExpired(query.Now))];
        }
    }

    private static bool IsComparable(ReadOnlyMemory<float> vector, string fingerprint, SearchQuery query) =>
        vector.Length == query.Vector.Length && fingerprint == query.EmbeddingFingerprint;
}
