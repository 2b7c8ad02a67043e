using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class BatchLookupTests : ServiceTests
{
    private const int MostLookups = 128;

    public BatchLookupTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task BatchLookup_AsManyAsAllowed_AnswersInOrder()
    {
        await Calls.StoreAsync(Space, "stored question 5", "five");
        await Calls.StoreAsync(Space, "stored question 99", "ninety-nine");

        var response = await Calls.BatchLookupAsync(Batch(MostLookups));

        Assert.Equal(MostLookups, response.Results.Count);
        Assert.Equal("five", response.Results[5].Answer.Text);
        Assert.Equal("ninety-nine", response.Results[99].Answer.Text);
        Assert.Equal(Outcome.ExactHit, response.Results[99].Metadata.Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(MostLookups + 1)]
    public async Task BatchLookup_NoneOrTooMany_IsRefused(int count) => await Calls.BatchLookupAsync(Batch(count)).NamesFieldsAsync("lookups");

    [Fact]
    public async Task BatchLookup_MistakesInSeveralLookups_NamesEachByItsPath()
    {
        var batch = Batch(6);
        batch.Lookups[3].Question.Namespace = "";
        batch.Lookups[5].CacheControl = new CacheControl { SimilarityThreshold = 1.5 };

        await Calls.BatchLookupAsync(batch).NamesFieldsAsync("lookups[3].question.namespace", "lookups[5].cache_control.similarity_threshold");
    }

    private BatchLookupRequest Batch(int count)
    {
        var batch = new BatchLookupRequest();
        for (var i = 0; i < count; i++)
        {
            batch.Lookups.Add(new LookupRequest { Question = new Question { Namespace = Space, Text = $"stored question {i}" } });
        }

        return batch;
    }
}
