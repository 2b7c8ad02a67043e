using Grpc.Core;
using Grpc.Net.Client;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

/// <summary>A service that creates no namespaces by itself and takes small messages, spoken to in bytes.</summary>
public sealed class StrictServiceTests : IAsyncLifetime
{
    private const int LargestMessage = 64 * 1024;

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    private readonly TestDirectory _directory = new();
    private TestService? _service;

    private TestService Service => _service!;

    private ServiceCalls Calls => new(Service.Client);

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(
        _directory.Path, configure: null, "--Namespaces:AutoCreate=false", $"--Server:MaximumMessageBytes={LargestMessage}", "--Server:Reflection=false");

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task UnknownNamespace_WithoutAutoCreate_IsNotFoundEverywhere()
    {
        var errors = new[]
        {
            await Calls.LookupAsync("unknown", "What?").FailsAsync(StatusCode.NotFound),
            await Calls.StoreAsync("unknown", "What?", "That.").FailsAsync(StatusCode.NotFound),
            await Calls.CompleteAsync("unknown", "What?").FailsAsync(StatusCode.NotFound),
            await Calls.StreamAllAsync("unknown", "What?").FailsAsync(StatusCode.NotFound),
        };

        Assert.All(errors, error => Assert.Equal("UNKNOWN_NAMESPACE", error.Info().Reason));
        Assert.Empty((await Calls.ListNamespacesAsync(new ListNamespacesRequest())).Namespaces);
        Assert.Empty(Service.ErrorLogs());
    }

    [Fact]
    public async Task Lookup_MessageLargerThanAllowed_IsResourceExhausted()
    {
        await Calls.CreateNamespaceAsync("small");

        await Calls.LookupAsync("small", new string('x', LargestMessage)).FailsAsync(StatusCode.ResourceExhausted);

        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync("small", "What?")).Metadata.Outcome);
        Assert.Empty(Service.ErrorLogs());
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x0A, 0x7F })]
    [InlineData(new byte[] { 0x0A, 0x04, 0x12, 0x02, 0xC3, 0x28 })]
    public async Task Lookup_BytesThatAreNoMessage_FailThatCallAlone(byte[] message)
    {
        await Calls.CreateNamespaceAsync("bytes");
        using var channel = GrpcChannel.ForAddress(Service.Addresses.Grpc);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "semanticcache.v1.CacheService", "Lookup", Bytes, Bytes);

        await Assert.ThrowsAsync<RpcException>(() => channel.CreateCallInvoker().AsyncUnaryCall(method, null, Options(), message).Soon());

        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync("bytes", "What?")).Metadata.Outcome);
    }

    [Fact]
    public async Task Lookup_RepeatedMetadataAndUnknownFields_AreIgnored()
    {
        await Calls.CreateNamespaceAsync("headers");
        var headers = new Metadata();
        for (var i = 0; i < 50; i++)
        {
            headers.Add("authorization", $"Bearer {i}");
            headers.Add("x-repeated-bin", new byte[] { 0, 255, 10 });
        }

        var request = new LookupRequest { Question = new Question { Namespace = "headers", Text = "What?" } };
        var response = await Service.Client.Cache.LookupAsync(request, headers, cancellationToken: TestContext.Current.CancellationToken).Soon();

        Assert.Equal(Outcome.Miss, response.Metadata.Outcome);
    }

    [Fact]
    public async Task Method_UnknownOrSwitchedOff_IsUnimplemented()
    {
        using var channel = GrpcChannel.ForAddress(Service.Addresses.Grpc);
        foreach (var service in new[] { "semanticcache.v1.CacheService", "semanticcache.v2.CacheService", "grpc.reflection.v1alpha.ServerReflection" })
        {
            var method = new Method<byte[], byte[]>(MethodType.Unary, service, "ServerReflectionInfo", Bytes, Bytes);
            await channel.CreateCallInvoker().AsyncUnaryCall(method, null, Options(), []).Soon().FailsAsync(StatusCode.Unimplemented);
        }
    }

    [Theory]
    [InlineData("\0\u0001\u001b[31m")]
    [InlineData("\u202Egnirts\u202C")]
    [InlineData("👩‍👩‍👧‍👦🏴‍☠️ é é Å")]
    [InlineData("ﷺ﷽𒐫")]
    public async Task Store_StrangeText_IsFoundAgain(string text)
    {
        await Calls.CreateNamespaceAsync("strange");
        await Calls.StoreAsync("strange", $"What is {text}?", text);

        var hit = await Calls.LookupAsync("strange", $"What is {text}?");

        Assert.Equal(Outcome.ExactHit, hit.Metadata.Outcome);
        Assert.Equal(text, hit.Answer.Text);
        Assert.Empty(Service.ErrorLogs());
    }

    private static CallOptions Options() => new(cancellationToken: TestContext.Current.CancellationToken);
}
