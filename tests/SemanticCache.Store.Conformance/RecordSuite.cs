using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Records.</summary>
public abstract class RecordSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly DateTimeOffset Start = SampleEntries.Now;

    [Fact]
    public async Task GetRecordAsync_StoredRecord_IsReturnedWhole()
    {
        var record = Record(1) with { Owner = "bot", At = Start.AddTicks(7), Content = new byte[] { 0, 255, 1 } };

        await PutAsync(record);

        var found = await Records.GetRecordAsync("color", "1", Cancellation);
        Assert.NotNull(found);
        Assert.Equal([0, 255, 1], found.Content.ToArray());
        Assert.Equal(record with { Content = default }, found with { Content = default });
    }

    [Fact]
    public async Task GetRecordAsync_OtherKindOrId_ReturnsNull()
    {
        await PutAsync(Record(1));

        Assert.Null(await Records.GetRecordAsync("colour", "1", Cancellation));
        Assert.Null(await Records.GetRecordAsync("color", "2", Cancellation));
    }

    [Fact]
    public async Task TryPutRecordAsync_FirstVersionOfWhatIsThere_IsRefused()
    {
        await PutAsync(Record(1));

        Assert.False(await Records.TryPutRecordAsync(Record(1) with { Owner = "late" }, Cancellation));

        Assert.Equal("", (await Records.GetRecordAsync("color", "1", Cancellation))!.Owner);
    }

    [Fact]
    public async Task TryPutRecordAsync_NextVersion_Replaces()
    {
        await PutAsync(Record(1));

        await PutAsync(Record(1) with { Version = 2, Owner = "bot", At = Start.AddDays(1) });

        Assert.Equal(["1"], await ListAsync(new RecordFilter("color", "bot")));
        Assert.Equal(2, (await Records.GetRecordAsync("color", "1", Cancellation))!.Version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task TryPutRecordAsync_AnyOtherVersion_IsRefused(long version)
    {
        await PutAsync(Record(1));
        await PutAsync(Record(1) with { Version = 2 });
        await PutAsync(Record(1) with { Version = 3 });

        Assert.False(await Records.TryPutRecordAsync(Record(1) with { Version = version }, Cancellation));
        Assert.False(await Records.TryPutRecordAsync(Record(2) with { Version = 2 }, Cancellation));

        Assert.Equal(["1"], await ListAsync(new RecordFilter("color")));
    }

    [Fact]
    public async Task TryPutRecordAsync_ManyAtOnce_OneOfThemWins()
    {
        await PutAsync(Record(1));

        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            Records.TryPutRecordAsync(Record(1) with { Version = 2, Owner = $"{number}" }, Cancellation).AsTask()));

        Assert.Single(done, isDone => isDone);
        Assert.Equal($"{Array.IndexOf(done, true)}", (await Records.GetRecordAsync("color", "1", Cancellation))!.Owner);
    }

    [Fact]
    public async Task AddRecordsAsync_KnownAndNewOnes_StoresAll()
    {
        await PutAsync(Record(1));

        await Records.AddRecordsAsync([Record(1) with { Owner = "bot" }, Record(2)], Cancellation);
        await Records.AddRecordsAsync([], Cancellation);

        Assert.Equal(["2", "1"], await ListAsync(new RecordFilter("color")));
        Assert.Equal("bot", (await Records.GetRecordAsync("color", "1", Cancellation))!.Owner);
    }

    [Fact]
    public async Task ListRecordsAsync_FilterOfEachKind_SelectsByIt()
    {
        await PutAsync(Record(1), Record(2) with { Owner = "bot" }, Record(3), Record(4) with { Kind = "taste" });

        Assert.Equal(["3", "2", "1"], await ListAsync(new RecordFilter("color")));
        Assert.Equal(["2"], await ListAsync(new RecordFilter("color", "bot")));
        Assert.Equal(["3", "1"], await ListAsync(new RecordFilter("color", "")));
        Assert.Equal(["3", "2"], await ListAsync(new RecordFilter("color", From: Start.AddSeconds(2))));
        Assert.Equal(["1"], await ListAsync(new RecordFilter("color", Before: Start.AddSeconds(2))));
        Assert.Empty(await ListAsync(new RecordFilter("color", From: Start.AddSeconds(2).AddTicks(1), Before: Start.AddSeconds(3))));
    }

    [Fact]
    public async Task ListRecordsAsync_PageByPage_NeitherSkipsNorRepeats()
    {
        // Several of each tick, so that pages end between equals.
        var records = Enumerable.Range(1, 23).Select(number => Record(number) with { At = Start.AddTicks(number / 5) }).ToArray();
        await Records.AddRecordsAsync(records, Cancellation);
        var seen = new List<StoredRecord>();
        var token = "";
        do
        {
            var page = await Records.ListRecordsAsync(new RecordFilter("color"), new PageRequest(4, token), Cancellation);
            Assert.InRange(page.Records.Count, 1, 4);
            seen.AddRange(page.Records);
            token = page.NextToken;
        }
        while (token.Length > 0);

        Assert.Equal(records.Length, seen.Select(record => record.Id).Distinct().Count());
        Assert.Equal(records.Length, seen.Count);
        Assert.Equal(seen.Select(record => record.At).OrderDescending(), seen.Select(record => record.At));
    }

    [Fact]
    public async Task ListRecordsAsync_TokenOfAnotherList_Throws()
    {
        await PutAsync(Record(1), Record(2));
        var page = await Records.ListRecordsAsync(new RecordFilter("color"), new PageRequest(1, ""), Cancellation);

        await Assert.ThrowsAsync<InvalidPageTokenException>(async () =>
            await Records.ListRecordsAsync(new RecordFilter("color", "bot"), new PageRequest(1, page.NextToken), Cancellation));
    }

    [Fact]
    public async Task DeleteRecordAsync_Record_DeletesItAlone()
    {
        await PutAsync(Record(1), Record(2));

        Assert.True(await Records.DeleteRecordAsync("color", "1", Cancellation));
        Assert.False(await Records.DeleteRecordAsync("color", "1", Cancellation));

        Assert.Equal(["2"], await ListAsync(new RecordFilter("color")));
    }

    [Fact]
    public async Task DeleteRecordsAsync_Filter_DeletesWhatItSelects()
    {
        await PutAsync(Record(1), Record(2) with { Owner = "bot" }, Record(3) with { Owner = "bot" }, Record(4) with { Kind = "taste", Owner = "bot" });

        await Records.DeleteRecordsAsync(new RecordFilter("color", "bot", Before: Start.AddSeconds(3)), Cancellation);

        Assert.Equal(["3", "1"], await ListAsync(new RecordFilter("color")));
        Assert.Equal(["4"], await ListAsync(new RecordFilter("taste")));
    }

    private static StoredRecord Record(int number) =>
        new() { Kind = "color", Id = $"{number}", At = Start.AddSeconds(number), Content = new byte[] { (byte)number } };

    private async Task PutAsync(params StoredRecord[] records)
    {
        foreach (var record in records)
        {
            Assert.True(await Records.TryPutRecordAsync(record, Cancellation));
        }
    }

    private async Task<string[]> ListAsync(RecordFilter filter) =>
        [.. (await Records.ListRecordsAsync(filter, new PageRequest(100, ""), Cancellation)).Records.Select(record => record.Id)];
}
