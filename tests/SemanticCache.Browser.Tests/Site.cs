using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using SemanticCache.Browser.Tests;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;
using SemanticCache.Server;
using SemanticCache.Server.Configuration;

[assembly: AssemblyFixture(typeof(Site))]

namespace SemanticCache.Browser.Tests;

/// <summary>The real service with keys, some traffic and a browser, once for all tests.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>The key of the admin.</summary>
    public const string AdminKey = "sc_of-the-admin-who-looks-at-pages";

    private readonly string _directory = Directory.CreateTempSubdirectory("semcache-pages-").FullName;
    private WebApplication? _application;
    private Chromium? _chromium;
    private int _spaces;

    /// <summary>Where screenshots are saved.</summary>
    public static string Screenshots { get; } = Path.Combine(AppContext.BaseDirectory, "screenshots");

    /// <summary>Where the pages are.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Calls as the admin.</summary>
    public SemanticCacheClient Client { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string[] settings =
        [
            "--Server:GrpcPort=0", "--Server:HttpPort=0", $"--Store:Embedded:Directory={_directory}", "--Store:Embedded:Durability=Normal", $"--Access:AdminKey={AdminKey}",
            "--Namespaces:AutoCreate=false", "--Decisions:VerificationTime=00:00:10", "--Pipeline:LookupDeadline=00:00:10",
            "--Upstreams:Endpoints:simulated:Simulated:TimeToFirstToken=00:00:00.050", "--Upstreams:Endpoints:simulated:Simulated:TokensPerSecond=1000000",
        ];
        _application = ServerApplication.Build(settings, builder => builder.Logging.ClearProviders());
        await _application.StartAsync(Cancellation);
        var addresses = ServerAddresses.Of(_application.Services);
        Address = addresses.Http;
        Client = new SemanticCacheClient(new SemanticCacheClientOptions { Address = addresses.Grpc, ApiKey = AdminKey });
        _chromium = await Chromium.StartAsync();
        Directory.CreateDirectory(Screenshots);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        Client.Dispose();
        await _application!.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Opens a browser of somebody who has never been here; the test skips where there is no browser.</summary>
    public async Task<Visitor> VisitAsync(ViewportSize? size = null, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_chromium is null, Chromium.Advice);
        var context = await _chromium!.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(), ViewportSize = size ?? new ViewportSize { Width = 1280, Height = 900 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visitor(context, await context.NewPageAsync(), Address);
    }

    /// <summary>Creates a namespace that no other test uses, with two answers and some traffic.</summary>
    public async Task<string> NewSpaceAsync()
    {
        var name = $"shop-{Interlocked.Increment(ref _spaces):00}";
        var policy = new Policy { RecordQueries = true, MinimumConfidence = 0.8, BypassRules = new BypassRuleList() };
        await Client.Admin.CreateNamespaceAsync(new CreateNamespaceRequest { Name = name, Policy = policy }, cancellationToken: Cancellation);
        await StoreAsync(name, Questions.Limit, "In the app, under Cards and then Limits.");
        await StoreAsync(name, Questions.Cancel, "Open My orders and choose Cancel.");
        foreach (var question in new[] { Questions.Limit, Questions.LimitAgain, Questions.LowerLimit, Questions.Branch, Questions.BranchAgain, Questions.Cancel })
        {
            await LookUpAsync(name, question);
        }

        return name;
    }

    /// <summary>Looks a question up.</summary>
    public async Task<LookupResponse> LookUpAsync(string space, string question) =>
        await Client.Cache.LookupAsync(new LookupRequest { Question = Asking(space, question) }, cancellationToken: Cancellation);

    /// <summary>Creates a key and returns its secret.</summary>
    public async Task<string> NewKeyAsync(KeyRole role) =>
        (await Client.Admin.CreateKeyAsync(new CreateKeyRequest { Name = $"{role} of a test", Role = role }, cancellationToken: Cancellation)).Secret;

    private async Task StoreAsync(string space, string question, string answer) =>
        await Client.Cache.StoreAsync(new StoreRequest { Question = Asking(space, question), Answer = new Answer { Text = answer } }, cancellationToken: Cancellation);

    private static Question Asking(string space, string question) => new() { Namespace = space, Text = question };
}
