using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Decisions;

public sealed class DecisionBarsTests
{
    private static readonly FakeEmbedder Embedder = new();
    private static readonly FakeVerifier Verifier = new();

    [Theory]
    [InlineData(DecisionKind.Threshold, 0.9f)]
    [InlineData(DecisionKind.Verified, 0.75f)]
    public void For_PolicySaysNothing_TakesTheModelsDefaults(DecisionKind kind, float similarity) =>
        Assert.Equal(new DecisionBars(similarity, 0.8f), For(new NamespacePolicy { Decision = kind }, RequestControls.Default));

    [Fact]
    public void For_NoVerifier_AsksForFullConfidence() =>
        Assert.Equal(1, DecisionBars.For(new NamespacePolicy(), RequestControls.Default, Defaults(null)).Confidence);

    [Fact]
    public void For_CallerAsksForMore_IsRaised()
    {
        var controls = new RequestControls { SimilarityThreshold = 0.99, MinimumConfidence = 0.97 };

        Assert.Equal(new DecisionBars(0.99f, 0.97f), For(new NamespacePolicy(), controls));
    }

    [Property(MaxTest = 1000)]
    public void For_AnyPolicyAndControls_ACallerNeverLowersABar(double? threshold, double? confidence, double? callersThreshold, double? callersConfidence)
    {
        var policy = new NamespacePolicy { SimilarityThreshold = Unit(threshold), MinimumConfidence = Unit(confidence) };
        var controls = new RequestControls { SimilarityThreshold = callersThreshold, MinimumConfidence = callersConfidence };

        var own = For(policy, RequestControls.Default);
        var bars = For(policy, controls);

        // A bar that is not a number is reached by nothing, so it is no lower either.
        Assert.False(bars.Similarity < own.Similarity);
        Assert.False(bars.Confidence < own.Confidence);
    }

    private static double? Unit(double? value) => value is { } given && double.IsFinite(given) ? Math.Abs(given % 1) : null;

    private static DecisionBars For(NamespacePolicy policy, RequestControls controls) =>
        DecisionBars.For(policy, controls, Defaults(Verifier.Description));

    private static DecisionDefaults Defaults(VerifierDescription? verifier) =>
        new(Embedder.Description, verifier, new CalibrationBook(Embedder.Description, verifier, NullLogger<CalibrationBook>.Instance));
}
