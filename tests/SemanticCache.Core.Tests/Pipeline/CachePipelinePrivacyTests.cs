using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Search;
using SemanticCache.Core.WriteBack;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

public sealed class CachePipelinePrivacyTests
{
    private const string Question = "Who repairs the router?";
    private const string Paraphrase = "Who is it that repairs the router?";
    private const string PersonalAnswer = "Ask jane@example.com or +1 202-555-0143.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_PersonalAnswer_ReachesItsCallerAndIsNotStored()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Upstream.AnswerText = _ => PersonalAnswer;

        var reply = await fixture.CompleteAsync(Ask.For(Question), Cancellation);
        await fixture.StopAsync();

        Assert.Equal(PersonalAnswer, reply.Text);
        Assert.Empty(fixture.Store.Entries);
        Assert.Equal("personal_data", Assert.Single(fixture.Admissions.GetMeasurementSnapshot()).Tags[TelemetryNames.ReasonTag]);
    }

    [Fact]
    public async Task CompleteAsync_PersonalAnswerToRedact_IsWholeAtFirstAndBlackedOutFromThenOn()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { PersonalData = PersonalDataPolicy.Redact });
        fixture.Upstream.AnswerText = _ => PersonalAnswer;

        var first = await fixture.CompleteAndStoreAsync(Ask.For(Question), Cancellation);
        var second = await fixture.CompleteAsync(Ask.For(Question), Cancellation, stream: true);

        Assert.Equal(PersonalAnswer, first.Text);
        Assert.Equal((CacheOutcomeKind.ExactHit, "Ask [email] or [phone]."), (second.Outcome.Kind, second.Text));
    }

    [Theory]
    [InlineData(PersonalDataPolicy.DoNotStore)]
    [InlineData(PersonalDataPolicy.Redact)]
    public async Task CompleteAsync_PersonalQuestionThatNoRuleBypasses_IsNotStored(PersonalDataPolicy personalData)
    {
        await using var fixture = await StartAsync(new NamespacePolicy { PersonalData = personalData, BypassRules = [] });

        var reply = await fixture.CompleteAsync(Ask.For("Reset the router of jane@example.com"), Cancellation);
        await fixture.StopAsync();

        Assert.Equal(CacheOutcomeKind.Miss, reply.Outcome.Kind);
        Assert.Empty(fixture.Store.Entries);
    }

    [Theory]
    [InlineData("Reset the router of jane@example.com", "Reset the router of john@example.com", "personal_data")]
    [InlineData("Reset the router of +1 202-555-0143", "Reset the router of +1 202-555-0144", "personal_data")]
    [InlineData("Refund card 4111 1111 1111 1111", "Refund card 5555 5555 5555 4444", "personal_data")]
    [InlineData("Refund to DE89 3704 0044 0532 0130 00", "Refund to GB29 NWBK 6016 1331 9268 19", "personal_data")]
    [InlineData("Reset the router of jane@example.com", "Reset the router", "no_candidate")]
    [InlineData("Reset the router", "Reset the router of john@example.com", "personal_data")]
    public async Task CompleteAsync_OtherPersonsQuestion_IsNotServed(string stored, string asked, string reason)
    {
        await using var fixture = await StartAsync(new NamespacePolicy { PersonalData = PersonalDataPolicy.Store, BypassRules = [] });
        fixture.Embedder.Place(asked, near: stored, similarity: 0.99f);
        fixture.Verifier.Set(asked, stored, 0.999f);
        await fixture.CompleteAndStoreAsync(Ask.For(stored), Cancellation);

        var same = await fixture.CompleteAsync(Ask.For(stored), Cancellation);
        var other = await fixture.CompleteAsync(Ask.For(asked), Cancellation);

        Assert.Equal(CacheOutcomeKind.ExactHit, same.Outcome.Kind);
        Assert.Equal((CacheOutcomeKind.Miss, reason), (other.Outcome.Kind, other.Outcome.Reason));
    }

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("u-1", "u-1", 1)]
    [InlineData("u-1", "u-2", 0)]
    [InlineData("", "u-2", 0)]
    [InlineData("u-1", "", 0)]
    public async Task CompleteAsync_VerifiedHit_MakesAnAliasForTheSamePersonAlone(string owner, string asker, int aliases)
    {
        await using var fixture = await StartAsync(new NamespacePolicy { SubjectAttribute = "user" });
        fixture.Embedder.Place(Paraphrase, near: Question, similarity: 0.95f);
        fixture.Verifier.Set(Paraphrase, Question, 0.99f);
        await fixture.CompleteAndStoreAsync(For(Question, owner), Cancellation);

        var reply = await fixture.CompleteAsync(For(Paraphrase, asker), Cancellation);
        await fixture.StopAsync();

        Assert.Equal(CacheOutcomeKind.SemanticHit, reply.Outcome.Kind);
        Assert.Equal(aliases, (await fixture.Store.ListAliasesAsync(reply.Outcome.Entry!.Id, Cancellation)).Count);
    }

    [Fact]
    public async Task EraseAsync_Person_LosesEntriesAliasesMergesAndLabelsAndNobodyElseDoes()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { SubjectAttribute = "user" });
        await fixture.CompleteAndStoreAsync(For("How do I reset it?", "u-1"), Cancellation);
        await fixture.CompleteAndStoreAsync(For("How do I restart it?", "u-1"), Cancellation);
        await fixture.CompleteAndStoreAsync(For("Where is the switch?", "u-2"), Cancellation);
        var (kept, removed, other) = (IdOf(fixture, "How do I reset it?"), IdOf(fixture, "How do I restart it?"), IdOf(fixture, "Where is the switch?"));
        await fixture.Store.MergeAsync(new EntryMerge(new MergeId(Guid.NewGuid()), kept, removed, "alike", fixture.Time.GetUtcNow()), 8, Cancellation);
        await fixture.Store.AddLabelsAsync([Label(kept, other), Label(other, removed), Label(other, other)], 10, Cancellation);

        Assert.Equal(1, await fixture.Get<SubjectEraser>().EraseAsync("bot", "u-1", tenant: null, Cancellation));

        Assert.Equal(other, Assert.Single(fixture.Store.Entries).Id);
        Assert.Equal(Label(other, other), Assert.Single(fixture.Store.Labels));
        Assert.Empty((await fixture.Store.ListMergesAsync("bot", new PageRequest(10, ""), Cancellation)).Merges);
        Assert.Null(await fixture.Store.FindAsync(removed, Cancellation));
        Assert.Equal(0, await fixture.Get<SubjectEraser>().EraseAsync("bot", "u-1", tenant: null, Cancellation));
    }

    [Fact]
    public async Task SubmitFeedbackAsync_PersonalTexts_AreNotStored()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAndStoreAsync(Ask.For(Question), Cancellation);
        var feedback = new EntryFeedback(false, Question, PersonalAnswer, fixture.Time.GetUtcNow());

        Assert.True(await fixture.Pipeline.SubmitFeedbackAsync(Ask.For(Question).Caller, IdOf(fixture, Question), feedback, Cancellation));

        Assert.Equal(feedback with { CorrectAnswer = "" }, Assert.Single(fixture.Store.Feedback));
    }

    private static async Task<PipelineFixture> StartAsync(NamespacePolicy policy)
    {
        var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(policy);
        return fixture;
    }

    private static CacheRequest For(string question, string subject)
    {
        var request = Ask.For(question);
        return subject.Length == 0 ? request : request with { Attributes = request.Attributes.Add("user", subject) };
    }

    private static EntryId IdOf(PipelineFixture fixture, string question) => fixture.Store.Entries.Single(entry => entry.Question == question).Id;

    private static HitLabel Label(EntryId entry, EntryId question) => new()
    {
        Namespace = "bot",
        Entry = entry,
        AnsweredAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Question = question,
        Score = 1,
        IsRight = true,
        Origin = LabelOrigin.Refused,
        At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };
}
