using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class FeedbackTests : ServiceTests
{
    public FeedbackTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task SubmitFeedback_Verdicts_AreCountedInEntryAndSummary()
    {
        var id = (await Calls.StoreAsync(Space, "Where do I see my orders?", "There.")).EntryId;

        await Calls.SubmitFeedbackAsync(new SubmitFeedbackRequest { EntryId = id, Verdict = Verdict.Good });
        await Calls.SubmitFeedbackAsync(new SubmitFeedbackRequest { EntryId = id, Verdict = Verdict.Bad, Question = "Where?", CorrectAnswer = "Here." });
        await Calls.SubmitFeedbackAsync(new SubmitFeedbackRequest { EntryId = id, Verdict = Verdict.Bad });

        var entry = (await Calls.GetEntryAsync(id)).Entry;
        Assert.Equal((1, 2), (entry.GoodFeedbackCount, entry.BadFeedbackCount));
        var summary = Assert.Single((await Calls.GetSummaryAsync(Space)).Namespaces);
        Assert.Equal((1, 2), (summary.GoodFeedback, summary.BadFeedback));
    }

    [Fact]
    public async Task SubmitFeedback_NothingRight_NamesAll() =>
        await Calls.SubmitFeedbackAsync(new SubmitFeedbackRequest { EntryId = "x" }).NamesFieldsAsync("entry_id", "verdict");

    [Fact]
    public async Task SubmitFeedback_UnknownEntry_IsNotFound()
    {
        var request = new SubmitFeedbackRequest { EntryId = Guid.Empty.ToString(), Verdict = Verdict.Good };

        var error = await Calls.SubmitFeedbackAsync(request).FailsAsync(StatusCode.NotFound);

        Assert.Equal("UNKNOWN_ENTRY", error.Info().Reason);
    }

    [Fact]
    public async Task SubmitFeedback_TextTooLong_IsResourceExhausted()
    {
        var id = (await Calls.StoreAsync(Space, "Where do I see my orders?", "There.")).EntryId;
        var request = new SubmitFeedbackRequest { EntryId = id, Verdict = Verdict.Good, CorrectAnswer = new string('x', (64 * 1024) + 1) };

        await Calls.SubmitFeedbackAsync(request).FailsAsync(StatusCode.ResourceExhausted);
    }
}
