using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class LearningTests : ServiceTests
{
    public LearningTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task GetLearning_NewNamespace_KnowsNothing()
    {
        await Calls.CreateNamespaceAsync(Space);

        var learned = await GetAsync(Space);

        Assert.Equal((0, 0, 0, 1.0), (learned.Right, learned.Wrong, learned.Audited, learned.WrongShareBound));
        Assert.Null(learned.Fitted);
    }

    [Fact]
    public async Task GetLearning_UnknownNamespace_IsNotFound() =>
        Assert.Equal("UNKNOWN_NAMESPACE", (await GetAsync("nowhere").FailsAsync(StatusCode.NotFound)).Info().Reason);

    [Fact]
    public async Task UpdateNamespace_LearnedWithItsSettings_IsReadBack()
    {
        await Calls.CreateNamespaceAsync(Space);
        var policy = new Policy { Decision = Decision.Learned, AuditPercent = 5, Recalibration = new Recalibration { Bias = -0.5, Slope = 1.1 } };

        await Calls.UpdateNamespaceAsync(Space, policy, "decision", "audit_percent", "recalibration");

        var read = (await Calls.GetNamespaceAsync(Space)).Namespace.Policy;
        Assert.Equal((Decision.Learned, 5, policy.Recalibration), (read.Decision, read.AuditPercent, read.Recalibration));
    }

    [Fact]
    public async Task UpdateNamespace_ImpossibleLearningSettings_NamesBoth()
    {
        await Calls.CreateNamespaceAsync(Space);

        await Calls.UpdateNamespaceAsync(Space, new Policy { AuditPercent = 101, Recalibration = new Recalibration { Bias = 11, Slope = 1 } }, "audit_percent", "recalibration")
            .NamesFieldsAsync("policy.audit_percent", "policy.recalibration");
    }

    private Task<GetLearningResponse> GetAsync(string name) =>
        Service.Client.Reports.GetLearningAsync(new GetLearningRequest { Namespace = name }, cancellationToken: TestContext.Current.CancellationToken).Soon();
}
