using FsCheck.Xunit;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Random histories, compared with a model that searches by brute force.</summary>
public abstract class HistorySuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private const int Ids = 12;
    private const int Scopes = 3;
    private const double Tolerance = 1e-4;
    private const float Floor = 0.2f;
    private static readonly string[] Fingerprints = ["model-a", "model-b"];

    [Property(MaxTest = 60)]
    public async Task SearchAsync_AfterAnyHistory_ReturnsWhatBruteForceReturns(HistoryStep[] steps)
    {
        await Store.DeleteAsync(new EntryFilter(), dryRun: false, Cancellation);
        var model = new Dictionary<EntryId, CacheEntry>();
        var now = SampleEntries.Now;
        foreach (var step in steps)
        {
            now = await ApplyAsync(step, model, now);
        }

        Assert.Equal(model.Count, await CountAsync());
        for (var place = 0; place < Scopes * Fingerprints.Length; place++)
        {
            await CompareAsync(model, place, now);
        }
    }

    private async Task<DateTimeOffset> ApplyAsync(HistoryStep step, Dictionary<EntryId, CacheEntry> model, DateTimeOffset now)
    {
        switch (step.Kind)
        {
            case HistoryStepKind.DeleteById:
                var id = SampleEntries.Id(step.Entry % Ids);
                await RemoveAsync(new EntryFilter { Id = id }, model, entry => entry.Id == id);
                return now;
            case HistoryStepKind.DeleteByScope:
                await RemoveAsync(new EntryFilter { Scope = ScopeOf(step.Place) }, model, entry => entry.Scope == ScopeOf(step.Place));
                return now;
            case HistoryStepKind.GoOn:
                return now.AddMinutes(step.Minutes % 30);
            case HistoryStepKind.Sweep:
                var expired = model.Values.Where(entry => entry.IsExpired(now)).Select(entry => entry.Id).ToList();
                Assert.Equal(expired.Count, await Store.SweepAsync(now, Cancellation));
                expired.ForEach(swept => model.Remove(swept));
                return now;
            default:
                var entry = EntryOf(step, now);
                model[entry.Id] = entry;
                await UpsertAsync(entry);
                return now;
        }
    }

    private async Task RemoveAsync(EntryFilter filter, Dictionary<EntryId, CacheEntry> model, Func<CacheEntry, bool> matches)
    {
        var removed = model.Values.Where(matches).Select(entry => entry.Id).ToList();
        Assert.Equal(removed.Count, await Store.DeleteAsync(filter, dryRun: false, Cancellation));
        removed.ForEach(id => model.Remove(id));
    }

    private async Task CompareAsync(Dictionary<EntryId, CacheEntry> model, int place, DateTimeOffset now)
    {
        var query = new SearchQuery
        {
            Scope = ScopeOf(place),
            EmbeddingFingerprint = FingerprintOf(place),
            Vector = SampleEntries.Vector(place),
            Limit = Ids,
            MinimumSimilarity = Floor,
            Now = now,
        };
        var living = model.Values
            .Where(entry => entry.Scope == query.Scope && entry.EmbeddingFingerprint == query.EmbeddingFingerprint && !entry.IsExpired(now))
            .Where(entry => !entry.Vector.IsEmpty)
            .ToDictionary(entry => entry.Id, entry => SampleEntries.Dot(entry.Vector.Span, query.Vector.Span));
        var found = await Store.SearchAsync(query, Cancellation);

        Assert.All(found, candidate => Assert.Equal(living[candidate.Entry.Id], candidate.Similarity, Tolerance));
        Assert.All(found, candidate => Assert.True(candidate.Similarity >= Floor));
        Assert.All(found.Zip(found.Skip(1)), pair => Assert.True(pair.First.Similarity >= pair.Second.Similarity));
        Assert.Superset(
            living.Where(entry => entry.Value > Floor + Tolerance).Select(entry => entry.Key).ToHashSet(),
            found.Select(candidate => candidate.Entry.Id).ToHashSet());
    }

    private static CacheEntry EntryOf(HistoryStep step, DateTimeOffset now) => SampleEntries.Create(step.Entry % Ids) with
    {
        Scope = ScopeOf(step.Place),
        EmbeddingFingerprint = FingerprintOf(step.Place),
        Vector = step.Kind == HistoryStepKind.UpsertWithoutVector ? default : SampleEntries.Vector(step.Direction),
        ExpiresAt = now.AddMinutes(step.Minutes % 60),
    };

    private static ScopeId ScopeOf(int place) => new((UInt128)(place % Scopes));

    private static string FingerprintOf(int place) => Fingerprints[place / Scopes % Fingerprints.Length];
}
