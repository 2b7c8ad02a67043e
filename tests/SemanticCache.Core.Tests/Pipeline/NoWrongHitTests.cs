using FsCheck;
using FsCheck.Xunit;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

public sealed class NoWrongHitTests
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private static readonly string[] Questions = ["a", "b", "c", "d"];

    [Property(MaxTest = 40)]
    public async Task Pipeline_AnyHistory_ServesNoOtherScopeAndNothingExpired(int seed)
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Verifier.DefaultConfidence = 1;
        foreach (var question in Questions[1..])
        {
            fixture.Embedder.Place(question, near: "a", similarity: 0.97);
        }

        foreach (var name in new[] { "bot", "other" })
        {
            await fixture.SetPolicyAsync(new NamespacePolicy { TimeToLive = Life, MaximumTimeToLive = Life }, name);
        }

        var random = new Random(seed);
        var hits = 0;
        for (var i = 0; i < 150; i++)
        {
            hits += await StepAsync(fixture, NextStep(random)) ? 1 : 0;
        }

        // A test whose every lookup misses would prove nothing.
        Assert.True(hits > 0, "No step was a hit.");
    }

    private static async Task<bool> StepAsync(PipelineFixture fixture, PipelineStep step)
    {
        switch (step.Kind)
        {
            case 0:
                await fixture.Pipeline.StoreAsync(step.Request, new Answer { Text = FacetsOf(step.Request) }, CancellationToken.None);
                return false;
            case 1:
                fixture.Time.Advance(step.Time);
                return false;
            case 2:
                fixture.Upstream.AnswerText = _ => FacetsOf(step.Request);
                var reply = await fixture.CompleteAsync(step.Request, CancellationToken.None);
                Assert.Equal(FacetsOf(step.Request), reply.Text);
                AssertRight(fixture, step.Request, reply.Outcome);
                return reply.Outcome.IsHit;
            default:
                var outcome = await fixture.Pipeline.LookupAsync(step.Request, CancellationToken.None);
                AssertRight(fixture, step.Request, outcome);
                return outcome.IsHit;
        }
    }

    private static void AssertRight(PipelineFixture fixture, CacheRequest request, CacheOutcome outcome)
    {
        if (outcome.Entry is { } entry)
        {
            Assert.Equal(FacetsOf(request), entry.Answer.Text);
            Assert.Equal((request.Caller.Tenant, request.Namespace), (entry.Tenant, entry.Namespace));
            Assert.True(fixture.Time.GetUtcNow() < entry.ExpiresAt, "An expired entry was served.");
            Assert.InRange(outcome.Age, TimeSpan.Zero, Life - TimeSpan.FromTicks(1));
        }
    }

    private static PipelineStep NextStep(Random random)
    {
        var request = Ask.For(Pick(random, Questions), Pick(random, "x", "y"), Pick(random, "bot", "other")) with
        {
            Model = Pick(random, "m", "n"),
            Locale = Pick(random, "", "de"),
        };
        return new PipelineStep(random.Next(6), request, random.Next(2) == 0 ? Life : TimeSpan.FromMinutes(random.Next(10)));
    }

    // The facets as text: what an answer must say to be of the request's scope.
    private static string FacetsOf(CacheRequest request) => string.Join('/', request.Caller.Tenant, request.Namespace, request.Model, request.Locale);

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
