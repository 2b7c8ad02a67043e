using FsCheck.Xunit;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;
using SemanticCache.TestUtils;

namespace SemanticCache.Store.Conformance;

/// <summary>Random histories with aliases, compared with the fake store, which is a few dictionaries.</summary>
public abstract class AliasHistorySuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private const int Ids = 7;
    private const double Tolerance = 1e-4;
    private const float Floor = 0.2f;
    private static readonly string[] Fingerprints = ["model-a", "model-b"];

    [Property(MaxTest = 150, EndSize = 200)]
    public async Task Store_AfterAnyHistoryWithAliases_FindsWhatTheModelFinds(AliasStep[] steps)
    {
        await Store.DeleteAsync(new EntryFilter(), dryRun: false, Cancellation);
        var model = new InMemoryStore();
        var now = SampleEntries.Now;
        for (var index = 0; index < steps.Length; index++)
        {
            now = now.AddTicks(1);
            if (steps[index].Kind is AliasStepKind.Evict && IsTie(model))
            {
                // A merge and its undoing leave both entries used at the same time; which of them goes first is nobody's promise.
                continue;
            }

            Assert.Equal(await ApplyAsync(model, steps[index], now), await ApplyAsync(Store, steps[index], now));
            now = steps[index].Kind == AliasStepKind.GoOn ? now.AddMinutes(steps[index].Number % 30) : now;
        }

        Assert.Equal(model.Entries.Count, await CountAsync());
        for (var number = 0; number < Ids; number++)
        {
            await CompareFoundAsync(model, SampleEntries.Id(number));
        }

        var page = new PageRequest(100, "");
        Assert.Equal(
            (await model.ListMergesAsync("bot", page, Cancellation)).Merges, (await Store.ListMergesAsync("bot", page, Cancellation)).Merges);
        for (var place = 0; place < 4; place++)
        {
            await CompareSearchAsync(model, place, now);
        }
    }

    private static bool IsTie(InMemoryStore model) => model.Entries.DistinctBy(entry => entry.LastUsedAt).Count() < model.Entries.Count;

    private static async Task<long> ApplyAsync(ICacheStore store, AliasStep step, DateTimeOffset now)
    {
        var id = SampleEntries.Id(step.Entry % Ids);
        switch (step.Kind)
        {
            case AliasStepKind.Upsert or AliasStepKind.UpsertAgain:
                await store.UpsertAsync([EntryOf(step, now)], Cancellation);
                return 0;
            case AliasStepKind.RemoveAliases:
                return await store.RemoveAliasesAsync(id, Cancellation);
            case AliasStepKind.Delete:
                return await store.DeleteAsync(new EntryFilter { Id = id }, dryRun: false, Cancellation);
            case AliasStepKind.Sweep:
                return await store.SweepAsync(now, Cancellation);
            case AliasStepKind.Evict:
                var order = new EvictionOrder("bot", step.Number % Ids) { Eviction = (Eviction)(step.Alias % 3), Now = now };
                return (await store.EvictAsync(order, Cancellation)).Evicted;
            case AliasStepKind.Pin or AliasStepKind.Unpin:
                return await store.SetExpiryAsync(id, step.Kind == AliasStepKind.Pin ? CacheEntry.Never : now.AddMinutes(1 + (step.Number % 3)), Cancellation) ? 1 : 0;
            case AliasStepKind.Slide:
                return await SlideAsync(store, id, now);
            case AliasStepKind.Touch:
                return await TouchAsync(store, id, now);
            case AliasStepKind.GoodFeedback or AliasStepKind.BadFeedback:
                var feedback = new EntryFeedback(step.Kind == AliasStepKind.GoodFeedback, "", "", now);
                return await store.AddFeedbackAsync(id, feedback, Cancellation) ? 1 : 0;
            case AliasStepKind.Merge or AliasStepKind.MergeAgain:
                var merge = new EntryMerge(MergeIdOf(step), id, SampleEntries.Id(step.Alias % Ids), "", now);
                return await store.MergeAsync(merge, 1 + (step.Number % 3), Cancellation) ? 1 : 0;
            case AliasStepKind.UndoMerge:
                return await store.UndoMergeAsync("bot", MergeIdOf(step), now, Cancellation) ? 1 : 0;
            case AliasStepKind.GoOn:
                return 0;
            default:
                return await store.AddAliasesAsync(AliasesOf(step, now), 1 + (step.Number % 3), Cancellation);
        }
    }

    // The serving of an entry that is not there may stay pending, and would count for an entry of the next history.
    private static async Task<long> TouchAsync(ICacheStore store, EntryId id, DateTimeOffset now)
    {
        if (await store.GetAsync(id, Cancellation) is null)
        {
            return 0;
        }

        store.Touch(id, now);
        return 1;
    }

    // Only what has not expired is served. The sweep of nothing writes it down: until then a store may go by the expiry of before.
    private static async Task<long> SlideAsync(ICacheStore store, EntryId id, DateTimeOffset now)
    {
        if (await store.GetAsync(id, Cancellation) is not { } entry || entry.IsExpired(now))
        {
            return 0;
        }

        store.Touch(id, now, now.AddMinutes(40));
        await store.SweepAsync(DateTimeOffset.UnixEpoch, Cancellation);
        return 1;
    }

    private static EntryAlias[] AliasesOf(AliasStep step, DateTimeOffset now)
    {
        var alias = new EntryAlias
        {
            Id = SampleEntries.Id(step.Alias % Ids),
            Entry = SampleEntries.Id(step.Entry % Ids),
            Scope = ScopeOf(step.Place),
            Question = $"{step.Direction}",
            Origin = OriginOf(step.Kind),
            Vector = step.Kind == AliasStepKind.AddWithoutVector ? default : SampleEntries.Vector(step.Direction),
            EmbeddingFingerprint = FingerprintOf(step.Place),
            CreatedAt = now,
        };
        return step.Kind == AliasStepKind.AddSeveral
            ? [alias, alias with { Id = SampleEntries.Id((step.Alias + 1) % Ids), Origin = AliasOrigin.Confirmed }, alias with { Entry = alias.Id }]
            : [alias];
    }

    private static MergeId MergeIdOf(AliasStep step) => SampleMerges.Id(step.Direction % 4);

    private static AliasOrigin OriginOf(AliasStepKind kind) => kind switch
    {
        AliasStepKind.AddConfirmed => AliasOrigin.Confirmed,
        AliasStepKind.AddMerged => AliasOrigin.Merged,
        _ => AliasOrigin.Verified,
    };

    private static CacheEntry EntryOf(AliasStep step, DateTimeOffset now) => SampleEntries.Create(step.Entry % Ids) with
    {
        Scope = ScopeOf(step.Place),
        EmbeddingFingerprint = FingerprintOf(step.Place),
        Vector = SampleEntries.Vector(step.Direction),
        ExpiresAt = now.AddMinutes(step.Number % 90),
        LastUsedAt = now,
    };

    private async Task CompareFoundAsync(InMemoryStore model, EntryId id)
    {
        var expected = await model.FindAsync(id, Cancellation);
        var found = await FindAsync(id);
        Assert.Equal(expected?.Entry.Id, found?.Entry.Id);
        Assert.Equal(expected?.Entry.Feedback, found?.Entry.Feedback);
        Assert.Equal(expected?.Entry.ExpiresAt, found?.Entry.ExpiresAt);
        Assert.Equal(expected?.Alias is null, found?.Alias is null);
        if (expected?.Alias is { } alias)
        {
            AliasAssert.Same(alias, found?.Alias);
        }

        var listed = await Store.ListAliasesAsync(id, Cancellation);
        Assert.Equal((await model.ListAliasesAsync(id, Cancellation)).Select(one => one.Id), listed.Select(one => one.Id));
    }

    private async Task CompareSearchAsync(InMemoryStore model, int place, DateTimeOffset now)
    {
        var query = new SearchQuery
        {
            Scope = ScopeOf(place),
            EmbeddingFingerprint = FingerprintOf(place),
            Vector = SampleEntries.Vector(place),
            Limit = 2 * Ids,
            MinimumSimilarity = -1,
            Now = now,
        };
        var living = (await model.SearchAsync(query, Cancellation)).ToDictionary(WordingOf, candidate => candidate.Similarity);
        var found = await Store.SearchAsync(query with { MinimumSimilarity = Floor }, Cancellation);

        Assert.All(found, candidate => Assert.Equal(living[WordingOf(candidate)], candidate.Similarity, Tolerance));
        Assert.All(found.Zip(found.Skip(1)), pair => Assert.True(pair.First.Similarity >= pair.Second.Similarity));
        Assert.Superset(
            living.Where(wording => wording.Value > Floor + Tolerance).Select(wording => wording.Key).ToHashSet(),
            found.Select(WordingOf).ToHashSet());
    }

    private static (EntryId Entry, EntryId? Alias) WordingOf(Candidate candidate) => (candidate.Entry.Id, candidate.Alias?.Id);

    private static ScopeId ScopeOf(int place) => new((UInt128)(place % 2));

    private static string FingerprintOf(int place) => Fingerprints[place / 2 % Fingerprints.Length];
}
