using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Health;

public sealed class HealthTests : ServiceTests
{
    public HealthTests(SharedService shared)
        : base(shared)
    {
    }

    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task Health_OverHttp_IsHealthy(string path)
    {
        using var response = await Service.Http.GetAsync(path, TestContext.Current.CancellationToken).Soon();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Soon());
    }

    [Fact]
    public async Task Health_OverGrpc_IsServing()
    {
        using var channel = GrpcChannel.ForAddress(Service.Addresses.Grpc);
        var client = new global::Grpc.Health.V1.Health.HealthClient(channel);

        var response = await client.CheckAsync(new HealthCheckRequest(), cancellationToken: TestContext.Current.CancellationToken).Soon();

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, response.Status);
    }

    [Fact]
    public async Task Health_OverGrpcOfAnUnknownService_IsNotFound()
    {
        using var channel = GrpcChannel.ForAddress(Service.Addresses.Grpc);
        var client = new global::Grpc.Health.V1.Health.HealthClient(channel);

        await client.CheckAsync(new HealthCheckRequest { Service = "none" }, cancellationToken: TestContext.Current.CancellationToken)
            .Soon().FailsAsync(StatusCode.NotFound);
    }
}
