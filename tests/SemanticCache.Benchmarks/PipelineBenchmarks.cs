using BenchmarkDotNet.Attributes;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Server;

namespace SemanticCache.Benchmarks;

/// <summary>An exact hit inside the pipeline, without the wire: real store, real policy, real reporting.</summary>
public class PipelineBenchmarks
{
    private string _directory = null!;
    private WebApplication _host = null!;
    private CachePipeline _pipeline = null!;
    private CacheRequest _request = null!;

    /// <summary>Starts the service and stores an answer.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _directory = Directory.CreateTempSubdirectory("semcache-bench").FullName;
        _host = ServerApplication.Build(
            ["--Server:GrpcPort=0", "--Server:HttpPort=0", $"--Store:Embedded:Directory={_directory}", "--Logging:LogLevel:Default=Warning"]);
        await _host.StartAsync();
        _pipeline = _host.Services.GetRequiredService<CachePipeline>();
        _request = new CacheRequest
        {
            Caller = Caller.Local,
            Namespace = "bench",
            Messages = [new ChatMessage(ChatRole.User, "How do I raise the daily spending limit on my debit card?")],
        };
        await _pipeline.StoreAsync(_request, new Answer { Text = "Open Cards, then Limits." }, CancellationToken.None);
    }

    /// <summary>Stops the service.</summary>
    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>One lookup.</summary>
    [Benchmark]
    public Task<CacheOutcome> ExactHit() => _pipeline.LookupAsync(_request, CancellationToken.None);
}
