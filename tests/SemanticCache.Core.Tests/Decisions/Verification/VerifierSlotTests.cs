using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Decisions.Verification;

public sealed class VerifierSlotTests
{
    [Fact]
    public async Task Create_VerifierRegistered_WrapsIt()
    {
        await using var fixture = await PipelineFixture.StartAsync();

        var verifier = Assert.IsType<ResilientVerifier>(fixture.Get<VerifierSlot>().Verifier);

        Assert.Same(fixture.Verifier.Description, verifier.Description);
    }

    [Fact]
    public async Task Create_NoneRegistered_IsEmpty()
    {
        await using var fixture = await PipelineFixture.StartAsync(withVerifier: false);

        Assert.Null(fixture.Get<VerifierSlot>().Verifier);
    }

    [Fact]
    public async Task Create_SwitchedOff_IsEmpty()
    {
        await using var fixture = await PipelineFixture.StartAsync(
            withVerifier: false, configure: services => services.AddSingleton<IVerifier>(_ => null!));

        Assert.Null(fixture.Get<VerifierSlot>().Verifier);
    }
}
