using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Serving;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Demo;

/// <summary>Sends the demo's questions to a service that was started for it.</summary>
internal sealed class DemoSession
{
    private const string WarmUpNamespace = "demo-warm-up";
    private const int WarmUpQuestions = 32;
    private const int DefaultGrpcPort = 5051;
    private const int DefaultHttpPort = 8080;

    private readonly SemanticCacheClient _client;
    private readonly DemoSettings _settings;
    private readonly Terminal _terminal;

    /// <param name="client">A client of the service.</param>
    /// <param name="settings">How the demo runs.</param>
    /// <param name="terminal">Where progress is drawn.</param>
    public DemoSession(SemanticCacheClient client, DemoSettings settings, Terminal terminal)
    {
        _client = client;
        _settings = settings;
        _terminal = terminal;
    }

    /// <summary>Starts the service with an empty cache and the simulated model.</summary>
    /// <param name="settings">How the demo runs.</param>
    /// <param name="dataFolder">Where the cache lies.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static Task<LocalService> StartServiceAsync(DemoSettings settings, string dataFolder, CancellationToken cancellationToken)
    {
        const string Endpoint = "Upstreams:Endpoints:simulated";
        return LocalService.StartAsync(
            new Dictionary<string, string?>
            {
                ["Server:Address"] = "127.0.0.1",
                ["Server:GrpcPort"] = Port(settings.GrpcPort, DefaultGrpcPort),
                ["Server:HttpPort"] = Port(settings.HttpPort, DefaultHttpPort),
                ["Store:Embedded:Directory"] = dataFolder,
                ["Namespaces:AutoCreate"] = "true",
                ["Upstreams:Default"] = "simulated",
                [$"{Endpoint}:Kind"] = "Simulated",
                [$"{Endpoint}:Simulated:ReplayFolder"] = ReplaySet.Folder,
                [$"{Endpoint}:Simulated:TimeToFirstToken"] = settings.Latency.ToString("c", CultureInfo.InvariantCulture),
                [$"{Endpoint}:Simulated:TokensPerSecond"] = DemoSettings.TokensPerSecond.ToString(CultureInfo.InvariantCulture),
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:LogLevel:SemanticCache.Core.Reporting"] = "Warning",

                // Late stages are counted in the result; a line for each would bury it.
                ["Logging:LogLevel:SemanticCache.Core.Pipeline"] = "Error",
            },
            cancellationToken);
    }

    /// <summary>Warms the process up, sends the stream, then looks the look-alikes up.</summary>
    public async Task<DemoRun> RunAsync(CancellationToken cancellationToken)
    {
        var random = new Random(_settings.Seed);
        var clusters = ReplaySet.Load();
        var stream = QuestionStream.Draw(clusters, _settings.Questions, random);
        var traffic = new DemoTraffic(_client, _settings.InFlight, _terminal.Time);
        await WarmUpAsync(traffic, clusters, cancellationToken);
        await CreateNamespacesAsync(stream, cancellationToken);

        var observations = await WorkProgress.ShowAsync(
            _terminal, $"Asking {stream.Count} questions", stream.Count, onAnswered => traffic.SendAsync(stream, onAnswered, cancellationToken));
        var policy = await _client.Admin.GetNamespaceAsync(new GetNamespaceRequest { Name = stream[0].Namespace }, cancellationToken: cancellationToken);
        var lookAlikes = await new LookAlikeProbe(_client).RunAsync(observations, random, cancellationToken);
        return new DemoRun(new DemoFigures(observations, policy.Namespace.Policy.Cost), lookAlikes);
    }

    // The first calls of a process compile code; a service that is up does not. Look-alikes are asked, because the stream asks none.
    private async Task WarmUpAsync(DemoTraffic traffic, IReadOnlyList<ReplayCluster> clusters, CancellationToken cancellationToken)
    {
        var questions = clusters.SelectMany(cluster => cluster.LookAlikes.Select(text => new DemoQuestion(cluster, WarmUpNamespace, text)))
            .Take(WarmUpQuestions).ToList();
        await traffic.SendAsync([.. questions, .. questions], () => { }, cancellationToken);
        await _client.Admin.DeleteNamespaceAsync(new DeleteNamespaceRequest { Name = WarmUpNamespace }, cancellationToken: cancellationToken);
    }

    // The questions are nobody's, so the admin page may show them: near misses and top misses are worth little without.
    private async Task CreateNamespacesAsync(IEnumerable<DemoQuestion> stream, CancellationToken cancellationToken)
    {
        foreach (var name in stream.Select(question => question.Namespace).Distinct())
        {
            await _client.Admin.CreateNamespaceAsync(new CreateNamespaceRequest { Name = name, Policy = new Policy { RecordQueries = true } }, cancellationToken: cancellationToken);
        }
    }

    private static string Port(int? asked, int usual) => (asked ?? FreePort.OrAny(usual)).ToString(CultureInfo.InvariantCulture);
}
