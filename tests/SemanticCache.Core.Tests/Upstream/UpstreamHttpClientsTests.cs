using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Tests.Upstream;

public sealed class UpstreamHttpClientsTests
{
    [Theory]
    [InlineData("https://api.example.test/v1")]
    [InlineData("https://api.example.test/v1/")]
    public void CreateClient_ConfiguredEndpoint_HasItsAddressAndNoTimeoutOfItsOwn(string address)
    {
        using var services = Build(new() { ["Upstreams:Endpoints:groq:Kind"] = "OpenAI", ["Upstreams:Endpoints:groq:BaseAddress"] = address });

        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(UpstreamClientFactory.HttpClientName("groq"));

        Assert.Equal("https://api.example.test/v1/", client.BaseAddress?.AbsoluteUri);
        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
    }

    [Fact]
    public void Find_ConfiguredEndpoints_AreKnownByNameInAnyCase()
    {
        using var services = Build(new()
        {
            ["Upstreams:Default"] = "groq",
            ["Upstreams:Endpoints:groq:Kind"] = "OpenAI",
            ["Upstreams:Endpoints:groq:BaseAddress"] = "https://api.example.test/v1",
        });
        var registry = services.GetRequiredService<UpstreamRegistry>();

        Assert.Equal(["groq", "simulated"], registry.Names);
        Assert.NotNull(registry.Find("GROQ"));
        Assert.Same(registry.Find("groq"), registry.Find(""));
        Assert.Null(registry.Find("none"));
    }

    [Fact]
    public void Value_WrongConfiguration_Throws()
    {
        using var services = Build(new() { ["Upstreams:Default"] = "none" });

        Assert.Throws<OptionsValidationException>(services.GetRequiredService<UpstreamRegistry>);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddLogging()
        .AddSemanticCache()
        .BuildServiceProvider();
}
