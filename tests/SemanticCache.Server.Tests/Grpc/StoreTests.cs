using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class StoreTests : ServiceTests
{
    public StoreTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Store_SameQuestionAgain_ReplacesTheAnswer()
    {
        var first = await Calls.StoreAsync(Space, "Where do I see my orders?", "Here.");
        var second = await Calls.StoreAsync(Space, "Where do I see my orders?", "There.");

        Assert.Equal(first.EntryId, second.EntryId);
        Assert.True(second.Semantic);
        Assert.Equal("There.", (await Calls.LookupAsync(Space, "Where do I see my orders?")).Answer.Text);
        Assert.Equal(1, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
    }

    [Fact]
    public async Task Store_TagsAndSources_StandInTheEntry()
    {
        var control = new CacheControl { Tags = { "orders", "faq", "orders" }, Sources = { new SourceReference { Id = "doc-1", Version = "7" } } };

        var stored = await Calls.StoreAsync(Space, "Where do I see my orders?", "There.", control);

        var entry = (await Calls.GetEntryAsync(stored.EntryId)).Entry;
        Assert.Equal(["faq", "orders"], entry.Tags.Order(StringComparer.Ordinal));
        Assert.Equal(control.Sources, entry.Sources);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(100_000_000, 30 * 86400)]
    public async Task Store_TimeToLive_IsKeptUpToTheMaximum(long asked, long kept)
    {
        var stored = await Calls.StoreAsync(Space, "How long?", "So long.", new CacheControl { Ttl = new Duration { Seconds = asked } });

        var entry = (await Calls.GetEntryAsync(stored.EntryId)).Entry;
        Assert.Equal(kept, (entry.ExpireTime - entry.CreateTime).Seconds);
        Assert.Equal(stored.ExpireTime, entry.ExpireTime);
    }

    [Fact]
    public async Task Store_LargerThanThePolicyAllows_IsResourceExhausted()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { MaxEntryBytes = 100 });

        var error = await Calls.StoreAsync(Space, "How long?", new string('x', 101)).FailsAsync(StatusCode.ResourceExhausted);

        Assert.Equal("ENTRY_TOO_LARGE", error.Info().Reason);
    }

    [Fact]
    public async Task Store_ModeOff_IsFailedPrecondition()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { Mode = Mode.Off });

        var error = await Calls.StoreAsync(Space, "Is it off?", "Yes.").FailsAsync(StatusCode.FailedPrecondition);

        Assert.Equal("NOT_CACHEABLE", error.Info().Reason);
    }

    [Theory]
    [InlineData("", "", "answer.text")]
    [InlineData("cut of", "length", "answer.finish_reason")]
    public async Task Store_AnswerThatIsNotWhole_IsRefused(string text, string finishReason, string field)
    {
        var request = new StoreRequest
        {
            Question = new Question { Namespace = Space, Text = "What?" },
            Answer = new Answer { Text = text, FinishReason = finishReason },
        };

        await Calls.StoreAsync(request).NamesFieldsAsync(field);
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, "What?")).Metadata.Outcome);
    }

    [Fact]
    public async Task Store_NoStore_IsRefused() =>
        await Calls.StoreAsync(Space, "What?", "That.", new CacheControl { NoStore = true }).NamesFieldsAsync("cache_control.no_store");

    [Fact]
    public async Task Store_MistakesInQuestionAnswerAndControl_NamesAll()
    {
        var request = new StoreRequest
        {
            Question = new Question { Text = "What?" },
            Answer = new Answer { Text = "That.", Usage = new TokenUsage { InputTokens = -1 } },
            CacheControl = new CacheControl { Ttl = new Duration { Seconds = -1 } },
        };

        await Calls.StoreAsync(request).NamesFieldsAsync("answer.usage", "cache_control.ttl", "question.namespace");
    }

    [Fact]
    public async Task Store_WithoutQuestionAndAnswer_NamesAll() =>
        await Calls.StoreAsync(new StoreRequest()).NamesFieldsAsync("answer", "question.namespace", "question.text");
}
