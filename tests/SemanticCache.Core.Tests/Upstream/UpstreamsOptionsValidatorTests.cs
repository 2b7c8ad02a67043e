using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Tests.Upstream;

public sealed class UpstreamsOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeeds() => Assert.True(Validate(new UpstreamsOptions()).Succeeded);

    [Fact]
    public void Validate_ManyMistakes_ListsAllWithTheirKeys()
    {
        var options = new UpstreamsOptions { Default = "none" };
        options.Endpoints["groq"] = new UpstreamEndpointOptions { Kind = UpstreamKind.OpenAI, FirstTokenTimeout = TimeSpan.Zero };
        options.Endpoints["slow"] = new UpstreamEndpointOptions
        {
            Simulated = { ErrorRate = 2, TokensPerSecond = 0, TimeToFirstToken = TimeSpan.FromSeconds(-1), ReplayFolder = "no-such-folder" },
            TotalTimeout = TimeSpan.FromSeconds(1),
        };

        var failures = Validate(options).Failures!.ToArray();

        Assert.Equal(8, failures.Length);
        Assert.Contains(failures, mistake => mistake.StartsWith("Upstreams:Default:", StringComparison.Ordinal));
        Assert.Contains(failures, mistake => mistake.StartsWith("Upstreams:Endpoints:groq:BaseAddress:", StringComparison.Ordinal));
        Assert.Contains(failures, mistake => mistake.StartsWith("Upstreams:Endpoints:groq:", StringComparison.Ordinal) && mistake.Contains("FirstTokenTimeout", StringComparison.Ordinal));
        Assert.Contains(failures, mistake => mistake.StartsWith("Upstreams:Endpoints:slow:TotalTimeout:", StringComparison.Ordinal));
        Assert.Equal(4, failures.Count(mistake => mistake.StartsWith("Upstreams:Endpoints:slow:Simulated:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("/v1")]
    public void Validate_AddressIsNotHttp_Fails(string address)
    {
        var options = new UpstreamsOptions();
        options.Endpoints["x"] = new UpstreamEndpointOptions { Kind = UpstreamKind.OpenAI, BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute) };

        Assert.Contains("Upstreams:Endpoints:x:BaseAddress", Validate(options).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_AzureWithoutVersion_Fails()
    {
        var options = new UpstreamsOptions();
        options.Endpoints["azure"] = new UpstreamEndpointOptions { Kind = UpstreamKind.AzureOpenAI, BaseAddress = new Uri("https://name.openai.azure.com/") };

        Assert.Contains("Upstreams:Endpoints:azure:ApiVersion", Validate(options).FailureMessage, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(UpstreamsOptions options) =>
        new UpstreamsOptionsValidator().Validate(null, options);
}
