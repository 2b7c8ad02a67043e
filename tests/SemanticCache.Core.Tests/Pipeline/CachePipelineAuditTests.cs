using SemanticCache.Core.Entries;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.WriteBack;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

/// <summary>Labels from misses, feedback and audits, and what decisions make of them.</summary>
public sealed class CachePipelineAuditTests
{
    private const string Stored = "How do I raise the limit of the card?";
    private const string Asked = "How can the card's limit be raised?";
    private const string Answer = "Open the app, choose Cards and then Limits, and drag the slider up to 5,000 euros. The new limit works at once.";
    private const string Reworded = "Hello! Open the app, choose Cards and then Limits, and drag the slider up to 5,000 euros. The new limit works at once.";
    private const string Another = "Open the app, choose Cards and then Limits, and drag the slider up to 2,000 euros. The new limit works at once.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Reworded, true)]
    [InlineData(Another, false)]
    public async Task CompleteAsync_FreshAnswerInTheGreyZone_IsALabel(string fresh, bool isRight)
    {
        await using var fixture = await StartAsync(confidence: 0.5f, new NamespacePolicy());
        fixture.Upstream.AnswerText = _ => fresh;

        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        await fixture.StopAsync();

        var label = Assert.Single(fixture.Store.Labels);
        Assert.Equal((isRight, LabelOrigin.Refused), (label.IsRight, label.Origin));
        Assert.Equal(0, label.Score, 5);
    }

    [Fact]
    public async Task SubmitFeedbackAsync_AfterAHit_IsALabel()
    {
        await using var fixture = await StartAsync(confidence: 0.9f, new NamespacePolicy());
        var hit = await fixture.CompleteAsync(Ask.For(Asked), Cancellation);

        await FeedbackAsync(fixture, hit.Outcome.Entry!.Id, "Something else?");
        Assert.Empty(fixture.Store.Labels);
        await FeedbackAsync(fixture, hit.Outcome.Entry.Id, Asked);

        var label = Assert.Single(fixture.Store.Labels);
        Assert.Equal((false, LabelOrigin.Feedback), (label.IsRight, label.Origin));
    }

    [Fact]
    public async Task CompleteAsync_AuditedHitAgrees_IsALabelAndChangesNothing()
    {
        await using var fixture = await StartAsync(confidence: 0.9f, new NamespacePolicy { AuditPercent = 100 });
        fixture.Upstream.AnswerText = _ => Reworded;

        var hit = await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        await AuditedAsync(fixture, 1);

        Assert.Equal(Answer, hit.Text);
        var label = Assert.Single(fixture.Store.Labels);
        Assert.Equal((true, LabelOrigin.Audited), (label.IsRight, label.Origin));
        Assert.Single(fixture.Store.Entries);
    }

    [Fact]
    public async Task CompleteAsync_AuditedHitDisagrees_GivesTheWordingItsOwnAnswer()
    {
        await using var fixture = await StartAsync(confidence: 0.9f, new NamespacePolicy { AuditPercent = 100 });
        fixture.Upstream.AnswerText = _ => Another;

        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        await fixture.Store.WhenStoredAsync(2, Cancellation);

        Assert.False(Assert.Single(fixture.Store.Labels).IsRight);
        var again = await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        Assert.Equal((CacheOutcomeKind.ExactHit, Another), (again.Outcome.Kind, again.Text));
    }

    [Fact]
    public async Task LookupAsync_Hit_IsNotAudited()
    {
        await using var fixture = await StartAsync(confidence: 0.9f, new NamespacePolicy { AuditPercent = 100 });
        var calls = fixture.Upstream.Calls.Count;

        await fixture.Pipeline.LookupAsync(Ask.For(Asked), Cancellation);
        await fixture.CompleteAsync(Ask.For(Asked) with { Controls = new RequestControls { NoStore = true, MinimumConfidence = 0.1 } }, Cancellation);

        Assert.False(fixture.Get<AuditQueue>().Audits.TryPeek(out _));
        Assert.Equal(calls, fixture.Upstream.Calls.Count);
    }

    [Fact]
    public async Task CompleteAsync_ModelFailsDuringAnAudit_LearnsNothingAndGoesOn()
    {
        await using var fixture = await StartAsync(confidence: 0.9f, new NamespacePolicy { AuditPercent = 100 });
        fixture.Upstream.AnswerText = _ => throw new InvalidOperationException("down");

        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        await Eventually.HoldsAsync(() => fixture.Logs.GetSnapshot().Any(record => record.Id.Id == EventIds.AuditFailed), Cancellation);

        Assert.Empty(fixture.Store.Labels);
    }

    [Fact]
    public async Task CompleteAsync_AuditsKeepDisagreeing_ForgetsAndVerifiesAnew()
    {
        await using var fixture = await StartAsync(confidence: 0.9f, new NamespacePolicy { AuditPercent = 100, MinimumConfidence = 0.8 });
        var before = fixture.Namespaces.Find("bot")!;

        await AuditUntilTheAlarmAsync(fixture);

        await Eventually.HoldsAsync(() => fixture.Namespaces.Find("bot")!.UpdatedAt > before.UpdatedAt, Cancellation);
        Assert.Equal(before.Policy, fixture.Namespaces.Find("bot")!.Policy);
        Assert.Contains(fixture.Logs.GetSnapshot(), record => record.Id.Id == EventIds.DriftFound);
    }

    [Theory]
    [InlineData(null, 9, 26)]
    [InlineData(0.01, 5, 8)]
    public async Task CompleteAsync_ErrorBudget_TellsHowSoonTheAlarmComes(double? budget, int fewest, int most)
    {
        await using var fixture = await StartAsync(confidence: 0.9f, new NamespacePolicy { AuditPercent = 100, MinimumConfidence = 0.8, ErrorBudget = budget });

        Assert.InRange(await AuditUntilTheAlarmAsync(fixture), fewest, most);
    }

    [Theory]
    [InlineData(0.7f, true, CacheOutcomeKind.SemanticHit)]
    [InlineData(0.9f, false, CacheOutcomeKind.Miss)]
    public async Task CompleteAsync_DecisionLearned_FollowsWhatItsTrafficTaught(float confidence, bool isRight, CacheOutcomeKind expected)
    {
        var policy = new NamespacePolicy { MinimumConfidence = 0.8, AuditPercent = 0 };
        await using var fixture = await StartAsync(confidence, policy with { Decision = DecisionKind.Learned });
        var entry = fixture.Store.Entries.Single();
        for (var i = 0; i < 40; i++)
        {
            await fixture.Get<LabelKeeper>().AddAsync(LabelOf(entry, i, isRight), Cancellation);
        }

        var learned = await fixture.CompleteAsync(Ask.For(Asked), Cancellation);

        Assert.Equal(expected, learned.Outcome.Kind);
        Assert.Equal(confidence, learned.Outcome.Decision!.Decisive!.Calibrated!.Value, 5);
    }

    [Fact]
    public async Task CompleteAsync_Recalibration_MovesTheConfidence()
    {
        await using var fixture = await StartAsync(confidence: 0.9f, new NamespacePolicy { Recalibration = new Recalibration(-1, 1) });

        var miss = await fixture.CompleteAsync(Ask.For(Asked), Cancellation);

        Assert.Equal(CacheOutcomeKind.Miss, miss.Outcome.Kind);
        Assert.Equal(0.768, miss.Outcome.Decision!.Decisive!.Confidence!.Value, 3);
    }

    [Fact]
    public async Task LoadAsync_StoredLabels_AreKnownAgain()
    {
        await using var fixture = await StartAsync(confidence: 0.5f, new NamespacePolicy());
        await fixture.Store.AddLabelsAsync([LabelOf(fixture.Store.Entries.Single(), 1, isRight: true)], 10, Cancellation);

        await fixture.Get<LabelKeeper>().LoadAsync(["bot"], Cancellation);

        Assert.Equal(1, fixture.Get<LabelBook>().Of("bot").State.Right);
    }

    private static HitLabel LabelOf(CacheEntry entry, int number, bool isRight) => new()
    {
        Namespace = "bot",
        Entry = entry.Id,
        AnsweredAt = entry.CreatedAt,
        Question = new EntryId(new Guid(number, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10])),
        Score = 0.5,
        IsRight = isRight,
        Origin = LabelOrigin.Refused,
        At = entry.CreatedAt,
    };

    private static Task<bool> FeedbackAsync(PipelineFixture fixture, EntryId entry, string question) => fixture.Pipeline.SubmitFeedbackAsync(
        Ask.For(Stored).Caller, entry, new EntryFeedback(IsGood: false, question, "", fixture.Time.GetUtcNow()), Cancellation);

    private static Task AuditedAsync(PipelineFixture fixture, int labels) =>
        Eventually.HoldsAsync(() => fixture.Store.Labels.Count == labels, Cancellation);

    // Every answer differs from the stored one; returns how many audits it took.
    private static async Task<int> AuditUntilTheAlarmAsync(PipelineFixture fixture)
    {
        fixture.Upstream.AnswerText = request => Another.Replace("2,000", $"{request.Messages[^1].Text.Length}", StringComparison.Ordinal);
        var audits = 0;
        while (fixture.Get<LabelBook>().Of("bot").State.Alarms == 0 && audits < 26)
        {
            fixture.Time.Advance(TimeSpan.FromMinutes(1));
            var wording = $"{Asked} {new string((char)('a' + audits), 5)}";
            fixture.Embedder.Place(wording, near: Stored, similarity: 0.95);
            fixture.Verifier.Set(wording, Stored, 0.9f);
            await fixture.CompleteAsync(Ask.For(wording), Cancellation);
            audits++;
            await Eventually.HoldsAsync(() => fixture.Get<LabelBook>().Of("bot").State is var state && (state.Alarms > 0 || state.Audited == audits), Cancellation);
        }

        return audits;
    }

    private static async Task<PipelineFixture> StartAsync(float confidence, NamespacePolicy policy)
    {
        var fixture = await PipelineFixture.StartAsync();
        fixture.Upstream.AnswerText = _ => Answer;
        fixture.Embedder.Place(Asked, near: Stored, similarity: 0.95);
        fixture.Verifier.Set(Asked, Stored, confidence);
        await fixture.CompleteAndStoreAsync(Ask.For(Stored), Cancellation);
        await fixture.SetPolicyAsync(policy);
        return fixture;
    }
}
