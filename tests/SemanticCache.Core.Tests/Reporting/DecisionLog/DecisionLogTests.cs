using System.Text;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Reporting.DecisionLog;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.Core.Search;
using SemanticCache.Core.WriteBack;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Reporting.DecisionLog;

public sealed class DecisionLogTests
{
    private const string Stored = "How do I raise my card limit?";
    private const string Asked = "How can I raise the limit of my card?";

    private static readonly NamespacePolicy Recording = new() { RecordQueries = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_HitsAndMisses_AreThereWithTheirEvidence()
    {
        await using var fixture = await StartAsync(Recording);

        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);

        var decisions = await DecisionsAsync(fixture);
        var (hit, miss) = (decisions[0], decisions[1]);
        Assert.Equal((CacheOutcomeKind.Miss, "no_candidate", Stored), (miss.Outcome, miss.Reason, miss.Question));
        Assert.Equal((CacheOutcomeKind.SemanticHit, Asked, "acme"), (hit.Outcome, hit.Question, hit.Tenant));
        Assert.Equal(fixture.Store.Entries.Single().Id.Value, hit.Entry);
        Assert.Equal(0.9f, hit.Confidence);
        Assert.True(hit.IsHit && hit.Similarity >= hit.SimilarityBar && hit.Confidence >= hit.ConfidenceBar);
        Assert.Equal(DecisionKind.Verified, hit.Decision);
    }

    [Fact]
    public async Task ReadAsync_RecordingOff_HasNoQuestion()
    {
        await using var fixture = await StartAsync(new NamespacePolicy());

        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);

        Assert.All(await DecisionsAsync(fixture), decision => Assert.Empty(decision.Question));
        await fixture.StopAsync();
        Assert.NotEmpty(StoredDecisions(fixture));
        Assert.All(StoredDecisions(fixture), decision => Assert.Empty(decision.Question));
    }

    [Fact]
    public async Task ReadAsync_PersonalDataOrNothingToBeStored_HasNoQuestion()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(Recording with { PersonalData = PersonalDataPolicy.Store, BypassRules = [] });

        await fixture.CompleteAsync(Ask.For("Write to jane.doe@example.com what the limit is"), Cancellation);
        await fixture.CompleteAsync(Ask.For("What is the limit?") with { Controls = new RequestControls { NoStore = true } }, Cancellation);

        var decisions = await DecisionsAsync(fixture);
        Assert.Equal(["", ""], decisions.Select(decision => decision.Question));
    }

    [Fact]
    public async Task ReadAsync_BypassedAndFailed_AreNotThere()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(Recording with { Mode = CacheMode.Off });

        await fixture.CompleteAsync(Ask.For("a"), Cancellation);

        Assert.Empty(await DecisionsAsync(fixture));
    }

    [Fact]
    public async Task ReadAsync_Shadow_TellsWhatTheHitWouldHaveBeen()
    {
        await using var fixture = await StartAsync(Recording with { Mode = CacheMode.Shadow });

        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);

        var decision = (await DecisionsAsync(fixture))[0];
        Assert.Equal((CacheOutcomeKind.Miss, CacheOutcomeKind.SemanticHit, true), (decision.Outcome, decision.Withheld, decision.IsHit));
        Assert.Equal(fixture.Store.Entries.Single(entry => entry.Question == Stored).Id.Value, decision.Entry);
    }

    [Fact]
    public async Task ReadAsync_WrittenAndUnwritten_EachOnceAndPageByPage()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(Recording);
        for (var i = 0; i < 6; i++)
        {
            await fixture.CompleteAsync(Ask.For($"question {i}"), Cancellation);
            if (i is 1 or 3)
            {
                fixture.Time.Advance(TimeSpan.FromMinutes(1));
                await Eventually.HoldsAsync(() => fixture.Store.Records.Count(record => record.Kind == RecordKinds.Decisions) == (i + 1) / 2, Cancellation);
            }
        }

        var paged = new List<string>();
        for (var after = ""; paged.Count < 6;)
        {
            var decision = (await DecisionsAsync(fixture, after))[0];
            paged.Add(decision.Question);
            after = DecisionToken.Of(decision);
        }

        Assert.Equal(["question 5", "question 4", "question 3", "question 2", "question 1", "question 0"], (await DecisionsAsync(fixture)).Select(decision => decision.Question));
        Assert.Equal((await DecisionsAsync(fixture)).Select(decision => decision.Question), paged);
    }

    [Fact]
    public async Task ReadAsync_AfterNoDecision_IsRefused()
    {
        await using var fixture = await PipelineFixture.StartAsync();

        await Assert.ThrowsAsync<InvalidPageTokenException>(() => DecisionsAsync(fixture, "nonsense"));
    }

    [Fact]
    public async Task Add_MoreThanAMinuteHoldsRoomFor_CountsWhatIsLeftOut()
    {
        await using var fixture = await PipelineFixture.StartAsync(new() { ["Reporting:DecisionsPerMinute"] = "2" });
        for (var i = 0; i < 5; i++)
        {
            await fixture.CompleteAsync(Ask.For($"question {i}"), Cancellation);
        }

        Assert.Equal(2, (await DecisionsAsync(fixture)).Count);
        Assert.Equal((5, 3), (fixture.Get<RollupBook>().Of("bot").SinceStart().Requests, fixture.Get<RollupBook>().Of("bot").SinceStart().Sums.Unlogged));
    }

    [Fact]
    public async Task EraseAsync_OnePerson_TakesTheQuestionsOutOfMemoryAndStore()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(Recording with { SubjectAttribute = "user" });
        await fixture.CompleteAsync(OfUser("jane", "Where is the nearest branch?"), Cancellation);
        await fixture.CompleteAsync(OfUser("john", "What are the opening hours?"), Cancellation);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(() => fixture.Store.Records.Any(record => record.Kind == RecordKinds.Decisions), Cancellation);
        await fixture.CompleteAsync(OfUser("jane", "Who is the adviser?"), Cancellation);

        await fixture.Get<SubjectEraser>().EraseAsync("bot", "jane", tenant: null, Cancellation);

        Assert.Equal(["", "What are the opening hours?", ""], (await DecisionsAsync(fixture)).Select(decision => decision.Question));
        await fixture.StopAsync();
        Assert.Equal(["", "", "What are the opening hours?"], StoredDecisions(fixture).Select(decision => decision.Question).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(StoredDecisions(fixture), decision => decision.Question.Length == 0 && (decision.Subject.Length > 0 || decision.QuestionId != Guid.Empty));
    }

    [Fact]
    public async Task EraseAsync_BatchThatCannotBeRead_IsDeletedAndTheRestIsErased()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(Recording with { SubjectAttribute = "user" });
        await fixture.CompleteAndStoreAsync(OfUser("jane", "Where is the nearest branch?"), Cancellation);
        await fixture.Store.AddRecordsAsync([Batch(fixture, "damaged") with { Content = Encoding.UTF8.GetBytes("[{") }], Cancellation);

        Assert.Equal(1, await fixture.Get<SubjectEraser>().EraseAsync("bot", "jane", tenant: null, Cancellation));

        Assert.Empty(fixture.Store.Entries);
        Assert.DoesNotContain(fixture.Store.Records, record => record.Id == "damaged");
        Assert.Equal([""], (await DecisionsAsync(fixture)).Select(decision => decision.Question));
    }

    [Fact]
    public async Task ApplyAsync_ForgottenByAnotherInstance_LeavesNothingToBeWritten()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        var forgotten = fixture.Get<ForgottenSubjects>();
        var held = new NamespaceDecisions("bot", perMinute: 10);
        held.Add(new LoggedDecision { At = fixture.Time.GetUtcNow(), Subject = "subject:jane", Question = "before" });
        await forgotten.TellAsync("bot", new ForgottenSubject("subject:jane", Tenant: null), Cancellation);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        held.Add(new LoggedDecision { At = fixture.Time.GetUtcNow(), Subject = "subject:jane", Question = "after" });
        held.Add(new LoggedDecision { At = fixture.Time.GetUtcNow(), Subject = "subject:john", Question = "of another" });

        await forgotten.ApplyAsync(held, Cancellation);

        Assert.Equal(["", "after", "of another"], held.Unwritten().Single().Decisions.Select(decision => decision.Question));
    }

    [Fact]
    public async Task ReadAsync_TokenOfABatchThatIsElsewhere_GoesOnByTime()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(Recording);
        await fixture.CompleteAsync(Ask.For("older"), Cancellation);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        var elsewhere = new LoggedDecision { Id = DecisionBatch.IdOf("elsewhere", 3), At = fixture.Time.GetUtcNow() };
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.CompleteAsync(Ask.For("newer"), Cancellation);

        Assert.Equal(["older"], (await DecisionsAsync(fixture, DecisionToken.Of(elsewhere))).Select(decision => decision.Question));
    }

    [Fact]
    public async Task ReadAsync_LeftByAnEarlierNamespaceOfTheName_IsNotThere()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(Recording);
        await fixture.Store.AddRecordsAsync([Batch(fixture, "left") with { At = fixture.Time.GetUtcNow().AddHours(-1) }], Cancellation);

        Assert.Empty(await DecisionsAsync(fixture));
        Assert.Null(await fixture.Get<DecisionReader>().FindAsync("bot", "left-0", Cancellation));
    }

    [Fact]
    public async Task JudgeAsync_TheSameTwiceOrSpelledOtherwise_CountsOnce()
    {
        await using var fixture = await StartAsync(Recording);
        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        var hit = (await DecisionsAsync(fixture))[0];
        var judge = fixture.Get<DecisionJudge>();

        foreach (var id in new[] { hit.Id, hit.Id, hit.Id.Replace("-", "-00", StringComparison.Ordinal) })
        {
            Assert.True(await judge.JudgeAsync(Caller.Local, "bot", id, isRight: true, Cancellation));
        }

        Assert.Equal([hit.Id], (await judge.VerdictsAsync("bot", DateTimeOffset.UnixEpoch, Cancellation)).Keys);
        Assert.Equal(1, fixture.Store.Entries.Single().Feedback.Good);
    }

    [Fact]
    public async Task VerdictsAsync_DamagedOne_IsLoudAndLeftOut()
    {
        await using var fixture = await StartAsync(Recording);
        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        var judge = fixture.Get<DecisionJudge>();
        await judge.JudgeAsync(Caller.Local, "bot", (await DecisionsAsync(fixture))[0].Id, isRight: true, Cancellation);
        await fixture.Store.AddRecordsAsync([Batch(fixture, "damaged") with { Kind = RecordKinds.DecisionVerdict, Content = Encoding.UTF8.GetBytes("{") }], Cancellation);

        Assert.Single(await judge.VerdictsAsync("bot", DateTimeOffset.UnixEpoch, Cancellation));
        Assert.Contains(fixture.Logs.GetSnapshot(), line => line.Id.Id == EventIds.VerdictDamaged);
    }

    [Fact]
    public async Task JudgeAsync_BadHit_IsAVerdictALabelAndFeedback()
    {
        await using var fixture = await StartAsync(Recording);
        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        var hit = (await DecisionsAsync(fixture))[0];
        var judge = fixture.Get<DecisionJudge>();

        Assert.True(await judge.JudgeAsync(Caller.Local, "bot", hit.Id, isRight: false, Cancellation));

        Assert.Equal([(hit.Id, false)], (await judge.VerdictsAsync("bot", DateTimeOffset.UnixEpoch, Cancellation)).Select(each => (each.Key, each.Value)));
        Assert.Equal((false, LabelOrigin.Feedback), (Assert.Single(fixture.Store.Labels).IsRight, fixture.Store.Labels[0].Origin));
        Assert.Equal(1, fixture.Store.Entries.Single().Feedback.Bad);
        Assert.Equal(1, fixture.Get<RollupBook>().Of("bot").SinceStart().Sums.BadFeedback);
    }

    [Fact]
    public async Task JudgeAsync_EntryAnsweredAnewSince_TeachesNothing()
    {
        await using var fixture = await StartAsync(Recording);
        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        var hit = (await DecisionsAsync(fixture))[0];
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.Pipeline.StoreAsync(Ask.For(Stored), new Answer { Text = "In the app." }, Cancellation);

        Assert.True(await fixture.Get<DecisionJudge>().JudgeAsync(Caller.Local, "bot", hit.Id, isRight: false, Cancellation));

        Assert.Empty(fixture.Store.Labels);
        Assert.Equal(0, fixture.Store.Entries.Single().Feedback.Bad);
    }

    [Fact]
    public async Task JudgeAsync_OfAnotherTenantOrNamespaceOrOfNothing_IsRefused()
    {
        await using var fixture = await StartAsync(Recording);
        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        await fixture.SetPolicyAsync(Recording, "other");
        var hit = (await DecisionsAsync(fixture))[0];
        var judge = fixture.Get<DecisionJudge>();

        Assert.False(await judge.JudgeAsync(new Caller("rival", "viewer") { Role = CallerRole.Viewer }, "bot", hit.Id, isRight: false, Cancellation));
        Assert.False(await judge.JudgeAsync(Caller.Local, "other", hit.Id, isRight: false, Cancellation));
        Assert.False(await judge.JudgeAsync(Caller.Local, "bot", "nonsense", isRight: false, Cancellation));
        Assert.False(await judge.JudgeAsync(Caller.Local, "bot", hit.Id[..^1] + "99", isRight: false, Cancellation));
        Assert.DoesNotContain(fixture.Store.Records, record => record.Kind == RecordKinds.DecisionVerdict);
    }

    [Fact]
    public async Task Sweep_PolicyWithAShortRetention_DeletesOldDecisionsAlone()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(Recording with { DecisionRetention = TimeSpan.FromHours(1) });
        await fixture.SetPolicyAsync(Recording, "other");
        await fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await fixture.CompleteAsync(Ask.For("a", namespaceName: "other"), Cancellation);

        await Eventually.HoldsAsync(() => SweptAway(fixture), Cancellation);

        Assert.Contains(fixture.Store.Records, record => record.Kind == RecordKinds.Decisions && record.Owner == "other");
        Assert.Contains(fixture.Store.Records, record => record.Kind == RecordKinds.DayRollup && record.Owner == "bot");
    }

    private static StoredRecord Batch(PipelineFixture fixture, string id) =>
        DecisionBatch.Record("bot", id, [new LoggedDecision { At = fixture.Time.GetUtcNow().AddHours(-1), Question = "left", Entry = Guid.NewGuid() }]) with { At = fixture.Time.GetUtcNow() };

    private static LoggedDecision[] StoredDecisions(PipelineFixture fixture) =>
        [.. fixture.Store.Records.Where(record => record.Kind == RecordKinds.Decisions).SelectMany(DecisionBatch.Decode)];

    private static bool SweptAway(PipelineFixture fixture)
    {
        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        return fixture.Time.GetUtcNow().Hour >= 2 && !fixture.Store.Records.Any(record => record.Kind == RecordKinds.Decisions && record.Owner == "bot");
    }

    private static CacheRequest OfUser(string user, string question)
    {
        var request = Ask.For(question);
        return request with { Attributes = request.Attributes.Add("user", user) };
    }

    private static async Task<PipelineFixture> StartAsync(NamespacePolicy policy)
    {
        var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(policy with { MinimumConfidence = 0.8 });
        fixture.Embedder.Place(Asked, near: Stored, similarity: 0.95);
        fixture.Verifier.Set(Asked, Stored, 0.9f);
        await fixture.CompleteAndStoreAsync(Ask.For(Stored), Cancellation);
        return fixture;
    }

    private static async Task<IReadOnlyList<LoggedDecision>> DecisionsAsync(PipelineFixture fixture, string after = "") =>
        await fixture.Get<DecisionReader>().ReadAsync("bot", new TimeRange(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue), after, Cancellation).ToListAsync(Cancellation);
}
