using BenchmarkDotNet.Attributes;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Embedding;
using SemanticCache.TestUtils;

namespace SemanticCache.Benchmarks;

/// <summary>The models through ONNX Runtime, one call at a time, over the questions of the replay set.</summary>
public class ModelBenchmarks
{
    private ServiceProvider _services = null!;
    private IEmbedder _embedder = null!;
    private IVerifier _verifier = null!;
    private string[] _questions = null!;
    private int _next;

    /// <summary>Loads the models.</summary>
    [GlobalSetup]
    public void Load()
    {
        _services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLogging().AddOnnxModels().BuildServiceProvider();
        _embedder = _services.GetRequiredService<IEmbedder>();
        _verifier = _services.GetRequiredService<IVerifier>();
        _questions = [.. ReplayClusters.Load(RepositoryPaths.Replay).SelectMany(cluster => cluster.Questions)];
    }

    /// <summary>Unloads them.</summary>
    [GlobalCleanup]
    public void Unload() => _services.Dispose();

    /// <summary>A question of 14 tokens embedded.</summary>
    [Benchmark]
    public async Task<EmbeddingResult> EmbedFourteenTokens() =>
        await _embedder.EmbedAsync("How do I raise the daily limit on my debit card?", CancellationToken.None);

    /// <summary>One question embedded, whatever its length: half of them have up to 10 words, one in ten more than 27.</summary>
    [Benchmark]
    public async Task<EmbeddingResult> Embed() => await _embedder.EmbedAsync(Next(), CancellationToken.None);

    /// <summary>One pair of questions verified.</summary>
    [Benchmark]
    public async Task<VerificationResult> Verify() => await _verifier.VerifyAsync(Next(), Next(), CancellationToken.None);

    private string Next() => _questions[_next++ % _questions.Length];
}
