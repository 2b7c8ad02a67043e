using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class CrashTests : StoreTest
{
    private const int Rounds = 4;

    private const string TornMerges =
        """
        SELECT count(*) FROM merges m WHERE EXISTS (SELECT 1 FROM entries WHERE id = m.id)
            OR NOT EXISTS (SELECT 1 FROM aliases a WHERE a.id = m.id AND a.entry = m.kept)
        """;

    [Theory]
    [InlineData(Durability.Full)]
    [InlineData(Durability.Normal)]
    public async Task UpsertAsync_ProcessKilled_WhatWasAcknowledgedIsThereAndWhole(Durability durability)
    {
        var random = new Random(20260301 + (int)durability);
        var acknowledged = new List<int>();
        for (var round = 0; round < Rounds; round++)
        {
            acknowledged.AddRange(await WriteAndKillAsync(durability, first: round * 1_000_000, lines: random.Next(1, 700)));
            await AssertWholeAsync(acknowledged);
        }
    }

    private async Task<List<int>> WriteAndKillAsync(Durability durability, int first, int lines)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "SemanticCache.Store.CrashWriter.dll"),
            Folder.Directory, durability.ToString(), first.ToString(CultureInfo.InvariantCulture),
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var acknowledged = new List<int>();
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            // The last line may be cut off by the kill; only whole ones, which end before it, were acknowledged for certain.
            if (acknowledged.Count == lines)
            {
                process.Kill();
                break;
            }

            acknowledged.Add(int.Parse(line, CultureInfo.InvariantCulture));
        }

        Assert.Equal(lines, acknowledged.Count);
        await process.WaitForExitAsync(Cancellation);
        return acknowledged;
    }

    private async Task AssertWholeAsync(List<int> acknowledged)
    {
        await using var store = await Folder.OpenAsync();
        foreach (var number in acknowledged)
        {
            var twin = SampleTwins.Create(number, dimension: 384);
            var expected = SampleEntries.Create(number, dimension: 384) with { LastUsedAt = twin.LastUsedAt };
            EntryAssert.Same(expected, await store.GetAsync(expected.Id, Cancellation));
            Assert.Contains(expected.Id, await SearchAsync(store, expected));
            foreach (var alias in (EntryAlias[])[SampleAliases.Create(number, expected), WordingOf(number, expected, twin)])
            {
                AliasAssert.Same(alias, (await store.FindAsync(alias.Id, Cancellation))?.Alias);
                Assert.Contains(expected.Id, await SearchAsync(store, alias));
            }
        }

        await AssertNothingIsTornAsync(store);
    }

    private static EntryAlias WordingOf(int number, CacheEntry kept, CacheEntry twin) =>
        SampleMerges.WordingOf(SampleMerges.Of(number, kept, twin), twin);

    private async Task AssertNothingIsTornAsync(EmbeddedStore store)
    {
        var stored = 0;
        var token = "";
        do
        {
            var page = await store.ListAsync(new EntryFilter(), new PageRequest(500, token), Cancellation);
            stored += page.Entries.Count;
            token = page.NextToken;
        }
        while (token.Length > 0);

        Assert.Equal(stored, await store.CountAsync(new EntryFilter(), Cancellation));
        Assert.Equal(0, store.CorruptEntries);
        Assert.Equal(2 * stored, Folder.Run("SELECT count(*) FROM entry_tags"));
        Assert.Equal(0, Folder.Run(TornMerges));
        Assert.DoesNotContain(Folder.Logger.Collector.GetSnapshot(), record => record.Level >= LogLevel.Error);
    }
}
