using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Embedding;

namespace SemanticCache.Onnx.Tests;

public sealed class OnnxServiceCollectionExtensionsTests
{
    [Fact]
    public async Task AddOnnxModels_Defaults_GivesTheShippedModelsOnce()
    {
        await using var provider = Build();

        Assert.IsType<OnnxEmbedder>(provider.GetRequiredService<IEmbedder>());
        Assert.IsType<OnnxVerifier>(provider.GetRequiredService<IVerifier>());
        Assert.Same(provider.GetRequiredService<IEmbedder>(), provider.GetRequiredService<IEmbedder>());
    }

    [Fact]
    public async Task AddOnnxModels_VerifierSwitchedOff_GivesNoVerifier()
    {
        await using var provider = Build(("Models:Verifier", ""));

        Assert.Null(provider.GetService<IVerifier>());
    }

    [Theory]
    [InlineData("Directory", "")]
    [InlineData("Embedder", "")]
    [InlineData("Parallelism", "257")]
    [InlineData("QueueLimit", "0")]
    [InlineData("MaximumBatch", "33")]
    public async Task AddOnnxModels_OptionOutOfRange_IsRefusedWithItsName(string option, string value)
    {
        await using var provider = Build(($"Models:{option}", value));

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<OnnxOptions>>().Value);
        Assert.Contains(option, exception.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddOnnxModels().BuildServiceProvider();
    }
}
