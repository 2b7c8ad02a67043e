using SemanticCache.Core.Pipeline;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

public sealed class PipelineWarmUpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_BeforeTheFirstRequest_RunsEveryStageAndLeavesNothingBehind()
    {
        await using var fixture = await PipelineFixture.StartAsync();

        await fixture.Get<PipelineWarmUp>().RunAsync(Cancellation);

        Assert.NotEmpty(fixture.Verifier.Read);
        Assert.Empty(fixture.Store.Entries);
        Assert.Empty(fixture.Namespaces.All);
        Assert.Empty(fixture.ReportedOutcomes());
    }

    [Fact]
    public async Task RunAsync_StageFails_DoesNotKeepTheServiceFromStarting()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Store.Reads.Fail();
        fixture.Embedder.Fault.Fail();

        await fixture.Get<PipelineWarmUp>().RunAsync(Cancellation);

        Assert.Empty(fixture.ReportedOutcomes());
    }
}
