using System.Collections.Immutable;
using System.Diagnostics;
using Grpc.Net.Client;
using SemanticCache.Client;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;
using SemanticCache.Server;
using SemanticCache.Server.Configuration;
using SemanticCache.TestUtils;
using Entry = SemanticCache.Core.Entries.CacheEntry;

namespace SemanticCache.Benchmarks.Load;

/// <summary>A running service with a full scope, and the calls that are measured on it.</summary>
internal sealed class LoadedService : IAsyncDisposable
{
    private const string ThresholdNamespace = "load-threshold";
    private const string VerifiedNamespace = "load-verified";
    private const int FillBatch = 1000;

    private WebApplication _host;
    private readonly string _directory;
    private readonly SemanticCacheClient _client;
    private readonly GrpcChannel _pingChannel;
    private readonly PingService.PingServiceClient _ping;
    private ImmutableArray<string> _stored = [];
    private ImmutableArray<string> _reworded = [];
    private ImmutableArray<string> _verified = [];
    private ImmutableArray<string> _missed = [];

    private LoadedService(WebApplication host, string directory)
    {
        _host = host;
        _directory = directory;
        var address = ServerAddresses.Of(host.Services).Grpc;
        _client = new SemanticCacheClient(address);
        _pingChannel = GrpcChannel.ForAddress(address);
        _ping = new PingService.PingServiceClient(_pingChannel);
    }

    /// <summary>Starts a service whose two namespaces hold the replay questions and other neighbours, so many in all.</summary>
    public static async Task<LoadedService> StartAsync(int entries, string? sentences)
    {
        var directory = Directory.CreateTempSubdirectory("semcache-load").FullName;
        var host = Build(directory);
        host.MapGrpcService<EmptyPingService>();
        await host.StartAsync();
        var service = new LoadedService(host, directory);
        await service.FillAsync(entries, sentences);
        return service;
    }

    private static WebApplication Build(string directory) => ServerApplication.Build(
        [
            "--Server:GrpcPort=0", "--Server:HttpPort=0", $"--Store:Embedded:Directory={directory}", "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:SemanticCache.Core.Reporting=Warning",

            // Every reworded question must be embedded each time, or the measurement would be of a dictionary.
            "--Embedding:CachedTexts=3",

            // And verified: neither remembered as a pair nor served as an alias.
            "--Decisions:VerifiedPairs=0", "--WriteBack:AliasesPerEntry=0",

            // So that what a miss takes until its first token is what the cache adds.
            "--Upstreams:Endpoints:simulated:Simulated:TimeToFirstToken=00:00:00",
        ]);

    /// <summary>Stops the service and starts it again on the same data; returns how long it took to be ready.</summary>
    public async Task<TimeSpan> RestartAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
        var started = Stopwatch.GetTimestamp();
        _host = Build(_directory);
        await _host.StartAsync();
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>The calls, in the order in which a round makes them.</summary>
    public IReadOnlyList<LoadScenario> Scenarios() =>
    [
        new("empty call", 1, _ => PingAsync()),
        new("exact hit", 1, i => LookupAsync(ThresholdNamespace, _stored, i, Outcome.ExactHit)),
        new("empty call", 64, _ => PingAsync()),
        new("exact hit", 64, i => LookupAsync(ThresholdNamespace, _stored, i, Outcome.ExactHit)),
        new("semantic hit, threshold", 1, i => LookupAsync(ThresholdNamespace, _reworded, i, Outcome.SemanticHit)),
        new("semantic hit, threshold", 64, i => LookupAsync(ThresholdNamespace, _reworded, i, Outcome.SemanticHit)),
        new("semantic hit, verified", 1, i => LookupAsync(VerifiedNamespace, _verified, i, Outcome.SemanticHit)),
        new("semantic hit, verified", 4, i => LookupAsync(VerifiedNamespace, _verified, i, Outcome.SemanticHit)),
        new("semantic hit, verified", 16, i => LookupAsync(VerifiedNamespace, _verified, i, Outcome.SemanticHit)),
        new("streamed miss, verified, to its first token", 1, FirstTokenAsync),
    ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _pingChannel.Dispose();
        await _host.StopAsync();
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<bool> PingAsync()
    {
        await _ping.PingAsync(new PingRequest());
        return true;
    }

    private async Task<bool> FirstTokenAsync(int number)
    {
        var request = new StreamCompleteRequest
        {
            Question = new Question { Namespace = VerifiedNamespace, Text = _missed[number % _missed.Length] },
            CacheControl = new CacheControl { NoStore = true },
        };
        using var call = _client.Cache.StreamComplete(request);
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (call.ResponseStream.Current.Text is not null)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> LookupAsync(string name, ImmutableArray<string> questions, int number, Outcome expected)
    {
        var response = await _client.Cache.LookupAsync(Ask(name, questions[number % questions.Length]));
        return response.Metadata.Outcome == expected;
    }

    private async Task FillAsync(int entries, string? sentences)
    {
        var fill = await VectorsAsync(entries, sentences);
        await CreateNamespaceAsync(ThresholdNamespace, new Policy { PersonalData = PersonalData.Store, Decision = Decision.Threshold, SimilarityThreshold = 0.7, BypassRules = new BypassRuleList() });
        await CreateNamespaceAsync(VerifiedNamespace, new Policy { PersonalData = PersonalData.Store, Decision = Decision.Verified, BypassRules = new BypassRuleList() });

        // One wording of each cluster is stored, the others ask.
        var clusters = ReplayClusters.Load(RepositoryPaths.Replay);
        _stored = [.. clusters.Select(cluster => cluster.Questions[0])];
        foreach (var name in new[] { ThresholdNamespace, VerifiedNamespace })
        {
            await StoreAsync(name, clusters);
            await FillAsync(name, fill[..(entries - clusters.Count)]);
        }

        var others = clusters.SelectMany(cluster => cluster.Questions.Skip(1)).ToList();
        _reworded = await HitsAsync(ThresholdNamespace, others);
        _verified = await HitsAsync(VerifiedNamespace, others);
        _missed = [.. others.Except(_verified)];
        await Console.Error.WriteLineAsync($"{_reworded.Length} of {others.Count} wordings hit by threshold, {_verified.Length} verified.");
    }

    private async Task CreateNamespaceAsync(string name, Policy policy) =>
        await _client.Admin.CreateNamespaceAsync(new CreateNamespaceRequest { Name = name, Policy = policy });

    private async Task StoreAsync(string name, IReadOnlyList<ReplayCluster> clusters)
    {
        foreach (var cluster in clusters)
        {
            await _client.Cache.StoreAsync(new StoreRequest
            {
                Question = new Question { Namespace = name, Text = cluster.Questions[0] },
                Answer = new Protocol.V1.Answer { Text = cluster.Answer },
            });
        }
    }

    private async Task<ReadOnlyMemory<float>[]> VectorsAsync(int count, string? sentences)
    {
        var embedder = _host.Services.GetRequiredService<IEmbedder>();
        if (sentences is null)
        {
            var synthetic = new EmbeddingLikeVectors(embedder.Description.Dimension, seed: 7);
            return [.. Enumerable.Range(0, count).Select(_ => (ReadOnlyMemory<float>)synthetic.Next())];
        }

        var texts = SentenceFile.Read(sentences).Take(count + (count / 10)).ToArray();
        var vectors = new ReadOnlyMemory<float>[texts.Length];
        await Parallel.ForAsync(0, texts.Length, async (index, token) => vectors[index] = (await embedder.EmbedAsync(texts[index], token)).Vector);
        return [.. vectors.Where(vector => !vector.IsEmpty).Take(count)];
    }

    private async Task FillAsync(string name, ReadOnlyMemory<float>[] fill)
    {
        var store = _host.Services.GetRequiredService<ICacheStore>();
        var model = _host.Services.GetRequiredService<IEmbedder>().Description;
        var sample = ScopingStage.Scope(
            new CacheRequest { Caller = Caller.Local, Namespace = name, Messages = [new Core.Pipeline.ChatMessage(ChatRole.User, "sample")] },
            _host.Services.GetRequiredService<NamespaceDirectory>().Find(name)!);
        foreach (var chunk in Enumerable.Range(0, fill.Length).Chunk(FillBatch))
        {
            await store.UpsertAsync([.. chunk.Select(number => Synthetic(sample, number, fill[number], model.Fingerprint))], CancellationToken.None);
        }
    }

    private static Entry Synthetic(ScopedRequest sample, int number, ReadOnlyMemory<float> vector, string fingerprint) => new()
    {
        Id = new EntryId(Guid.CreateVersion7()),
        Namespace = sample.Namespace.Name,
        Tenant = sample.Request.Caller.Tenant,
        Scope = sample.Scope,
        Question = $"Synthetic question {number} that only has a vector",
        Answer = new Core.Entries.Answer { Text = $"Synthetic answer {number}" },
        Vector = vector,
        EmbeddingFingerprint = fingerprint,
        CreatedAt = TimeProvider.System.GetUtcNow(),
        ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1),
    };

    private async Task<ImmutableArray<string>> HitsAsync(string name, List<string> questions)
    {
        var hits = ImmutableArray.CreateBuilder<string>();
        foreach (var question in questions)
        {
            var response = await _client.Cache.LookupAsync(Ask(name, question));
            if (response.Metadata.Outcome is Outcome.SemanticHit)
            {
                hits.Add(question);
            }
        }

        return hits.ToImmutable();
    }

    private static LookupRequest Ask(string name, string question) => new() { Question = new Question { Namespace = name, Text = question } };
}
