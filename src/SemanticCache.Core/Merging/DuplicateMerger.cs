using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;
using SemanticCache.Core.WriteBack;

namespace SemanticCache.Core.Merging;

/// <summary>Merges an entry with its duplicates.</summary>
internal sealed class DuplicateMerger
{
    private const string IdVersion = "semantic-cache-merge-1";

    private readonly DuplicateFinder _finder;
    private readonly PairComparison _comparison;
    private readonly ICacheStore _store;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly int _aliasesPerEntry;

    public DuplicateMerger(
        DuplicateFinder finder, PairComparison comparison, ICacheStore store, CacheMetrics metrics, TimeProvider time, IOptions<WriteBackOptions> options)
    {
        _finder = finder;
        _comparison = comparison;
        _store = store;
        _metrics = metrics;
        _time = time;
        _aliasesPerEntry = options.Value.AliasesPerEntry;
    }

    /// <summary>
    /// Compares an entry with its neighbours, one after the other, and merges it with those that are duplicates; false when the verifier
    /// cannot be asked now.
    /// </summary>
    public async Task<bool> MergeAsync(EntryId id, NamespacePolicy policy, CancellationToken cancellationToken)
    {
        if (await ReadAsync(id, cancellationToken) is not { } entry)
        {
            return true;
        }

        foreach (var neighbour in await _finder.FindAsync(entry, cancellationToken))
        {
            var finding = await _comparison.CompareAsync(entry, neighbour, policy, cancellationToken);
            _metrics.PairCompared(finding.Verdict);
            if (finding.Verdict is PairVerdict.NotVerified)
            {
                return false;
            }

            // The wording of the entry that goes becomes an alias, as which no policy stores personal data.
            if (finding.Verdict is PairVerdict.Duplicates && MayBeAliases(entry, neighbour, policy) && await RemoveOneAsync(entry, neighbour, finding, cancellationToken) == id)
            {
                return true;
            }
        }

        return true;
    }

    private static bool MayBeAliases(CacheEntry entry, Candidate neighbour, NamespacePolicy policy) =>
        PersonalDataRules.MayBeAlias(entry.Question, policy) && PersonalDataRules.MayBeAlias(neighbour.Entry.Question, policy);

    // Comparing took its time: what was answered anew or called wrong meanwhile was not compared, and both may have been pinned.
    private async Task<EntryId?> RemoveOneAsync(CacheEntry entry, Candidate neighbour, PairFinding finding, CancellationToken cancellationToken)
    {
        if (await ReadAsync(entry.Id, cancellationToken) is not { } one
            || await ReadAsync(neighbour.Entry.Id, cancellationToken) is not { } other
            || one.CreatedAt != entry.CreatedAt
            || other.CreatedAt != neighbour.Entry.CreatedAt
            || !MergeRules.AreComparable(one, other))
        {
            return null;
        }

        var (kept, removed) = MergeRules.Choose(one, other);
        var at = _time.GetUtcNow();
        var merge = new EntryMerge(IdOf(kept.Id, removed.Id, at), kept.Id, removed.Id, ReasonOf(neighbour, finding), at);
        if (!await _store.MergeAsync(merge, _aliasesPerEntry, cancellationToken))
        {
            return null;
        }

        _metrics.Merged();
        return removed.Id;
    }

    private async ValueTask<CacheEntry?> ReadAsync(EntryId id, CancellationToken cancellationToken) =>
        await _store.GetAsync(id, cancellationToken) is { } entry && MergeRules.MayTakePart(entry, _time.GetUtcNow()) ? entry : null;

    private static string ReasonOf(Candidate neighbour, PairFinding finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"similarity {neighbour.Similarity:0.00}, verifier {finding.Probability:0.00}, answers agree: {finding.Agreement}");

    private static MergeId IdOf(EntryId kept, EntryId removed, DateTimeOffset at)
    {
        var hash = new CanonicalHash(IdVersion);
        try
        {
            hash.Add("kept", kept.ToString());
            hash.Add("removed", removed.ToString());
            hash.Add("at", (UInt128)at.UtcTicks);
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, hash.Finish());
            return new MergeId(new Guid(bytes, bigEndian: true));
        }
        finally
        {
            hash.Dispose();
        }
    }
}
