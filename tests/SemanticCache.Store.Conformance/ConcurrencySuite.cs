using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Many callers at once.</summary>
public abstract class ConcurrencySuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private const int Callers = 16;
    private const int Rounds = 25;

    [Fact]
    public async Task UpsertAsync_ManyCallers_EachFindsItsOwnWrite() =>
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
            async () =>
            {
                for (var round = 0; round < Rounds; round++)
                {
                    var entry = SampleEntries.Create((caller * Rounds) + round);
                    await UpsertAsync(entry);
                    EntryAssert.Same(entry, await GetAsync(entry.Id));
                    Assert.Contains(entry.Id, await SearchAsync(QueryFor(entry)));
                }
            },
            Cancellation)));

    [Fact]
    public async Task GetAsync_WhileOthersReplace_NeverReturnsAnOlderEntryThanAcknowledged()
    {
        var acknowledged = -1;
        var writer = Task.Run(
            async () =>
            {
                for (var version = 0; version < 300; version++)
                {
                    await UpsertAsync(SampleEntries.Create(1) with { HitCount = version });
                    Volatile.Write(ref acknowledged, version);
                }
            },
            Cancellation);
        while (!writer.IsCompleted)
        {
            var expected = Volatile.Read(ref acknowledged);
            var entry = await GetAsync(SampleEntries.Id(1));
            Assert.True((entry?.HitCount ?? -1) >= expected, $"Read {entry?.HitCount} after {expected} was acknowledged.");
            await Task.Yield();
        }

        await writer;
    }

    [Fact]
    public async Task DeleteAsync_WhileOthersRead_IsNeverUndone()
    {
        var entry = SampleEntries.Create(1);
        for (var round = 0; round < 100; round++)
        {
            await UpsertAsync(entry);
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await GetAsync(entry.Id), Cancellation)).ToArray();
            await Store.DeleteAsync(new EntryFilter { Id = entry.Id }, dryRun: false, Cancellation);
            Assert.Null(await GetAsync(entry.Id));
            await Task.WhenAll(readers);
            Assert.Null(await GetAsync(entry.Id));
            Assert.Empty(await SearchAsync(QueryFor(entry)));
        }
    }

    [Fact]
    public async Task FindAsync_WhileTheAnswerIsReplaced_NeverLeadsFromAnAliasToAnotherAnswerThanItsOwn()
    {
        var writer = Task.Run(
            async () =>
            {
                for (var version = 0; version < 300; version++)
                {
                    var entry = SampleEntries.Create(1) with { HitCount = version };
                    await UpsertAsync(entry);
                    await AddAsync(8, SampleAliases.Create(1, entry) with { Question = $"{version}" });
                }
            },
            Cancellation);
        var found = 0;
        while (!writer.IsCompleted)
        {
            if (await FindAsync(SampleAliases.Create(1, SampleEntries.Create(1)).Id) is { Alias: { } alias } match)
            {
                Assert.Equal(alias.Question, $"{match.Entry.HitCount}");
                found++;
            }

            await Task.Yield();
        }

        await writer;
        Assert.True(found > 0);
    }
}
