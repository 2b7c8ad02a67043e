using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>A provider of three APIs over real HTTP that misbehaves as it is told.</summary>
internal sealed class MisbehavingProvider : IAsyncDisposable
{
    /// <summary>What it answers when it behaves.</summary>
    public const string Text = Half + " settings.";

    /// <summary>What it says before it misbehaves in the middle.</summary>
    public const string Half = "Open the";

    private const int Large = 512 * 1024;
    private const int Huge = 2 * 1024 * 1024;

    private readonly WebApplication _application;
    private TaskCompletionSource _stuck = NewSignal();
    private TaskCompletionSource _released = NewSignal();
    private TaskCompletionSource _left = NewSignal();

    private MisbehavingProvider(WebApplication application)
    {
        _application = application;
        Address = new Uri(application.Urls.Single() + "/v1/");
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it does.</summary>
    public Misbehaviour Misbehaviour { get; private set; }

    /// <summary>Completes when it stands still.</summary>
    public Task Stuck => _stuck.Task.Soon();

    /// <summary>Completes when the service has left the request that stood still.</summary>
    public Task Left => _left.Task.Soon();

    public static async Task<MisbehavingProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var provider = default(MisbehavingProvider);
        application.Run(context => provider!.HandleAsync(context));
        await application.StartAsync().Soon();
        return provider = new MisbehavingProvider(application);
    }

    /// <summary>Tells it what to do from now on.</summary>
    public void Will(Misbehaviour misbehaviour)
    {
        (_stuck, _released, _left) = (NewSignal(), NewSignal(), NewSignal());
        Misbehaviour = misbehaviour;
    }

    /// <summary>Lets it go on where it waits to cut.</summary>
    public void Release() => _released.TrySetResult();

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var stream = (await reader.ReadToEndAsync()).Contains("\"stream\":true", StringComparison.Ordinal);
        var words = ProviderWords.All.Values.Single(words => context.Request.Path == "/" + words.Path);
        switch (Misbehaviour)
        {
            case Misbehaviour.SilentFromTheStart:
                await StandStillAsync(context);
                break;
            case Misbehaviour.RateLimited:
                context.Response.Headers.RetryAfter = "17";
                await RefuseAsync(context, words, StatusCodes.Status429TooManyRequests);
                break;
            case Misbehaviour.ServerError:
                await RefuseAsync(context, words, StatusCodes.Status500InternalServerError);
                break;
            default:
                context.Response.ContentType = stream ? "text/event-stream" : "application/json";
                await (stream ? StreamAsync(context, words) : AnswerAsync(context, words));
                break;
        }
    }

    private static Task RefuseAsync(HttpContext context, ProviderWords words, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(words.Error("Come back later."));
    }

    private async Task StandStillAsync(HttpContext context)
    {
        var left = _left;
        await using var leaving = context.RequestAborted.Register(() => left.TrySetResult());
        _stuck.TrySetResult();
        await left.Task;
    }

    private async Task AnswerAsync(HttpContext context, ProviderWords words)
    {
        var whole = words.Whole(Misbehaviour switch { Misbehaviour.LargeAnswer => new string('x', Large), Misbehaviour.HugeChunk => new string('x', Huge), _ => Text }, Misbehaviour);
        switch (Misbehaviour)
        {
            case Misbehaviour.Cut:
                context.Response.ContentLength = whole.Length;
                await SayAsync(context, whole[..^10]);
                context.Abort();
                break;
            case Misbehaviour.Malformed:
                await SayAsync(context, whole[..^10]);
                break;
            case Misbehaviour.FallsSilent:
                await SayAsync(context, whole[..^10]);
                await StandStillAsync(context);
                break;
            case Misbehaviour.TalksForever:
                await TalkAsync(context, () => new string(' ', 64 * 1024));
                break;
            default:
                await SayAsync(context, whole);
                break;
        }
    }

    private async Task StreamAsync(HttpContext context, ProviderWords words)
    {
        var text = Misbehaviour switch { Misbehaviour.LargeAnswer => new string('x', Large), Misbehaviour.HugeChunk => new string('x', Huge), _ => Half };
        await SayAsync(context, string.Concat(words.Beginning().Append(words.Delta(text)).Select(words.Written)));
        switch (Misbehaviour)
        {
            case Misbehaviour.Cut:
                await _released.Task;
                context.Abort();
                break;
            case Misbehaviour.StopsEarly:
                break;
            case Misbehaviour.ErrorInTheStream:
                await SayAsync(context, words.Written(words.Error("It broke.")));
                break;
            case Misbehaviour.Malformed:
                await SayAsync(context, "data: {\"choices\":[{\n\n");
                break;
            case Misbehaviour.FallsSilent:
                await StandStillAsync(context);
                break;
            case Misbehaviour.TalksForever:
                await TalkAsync(context, () => words.Written(words.Delta(new string('x', 64 * 1024))));
                break;
            default:
                await SayAsync(context, string.Concat(words.Ending(text, Misbehaviour).Select(words.Written)));
                break;
        }
    }

    private static async Task TalkAsync(HttpContext context, Func<string> say)
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await SayAsync(context, say());
        }
    }

    private static async Task SayAsync(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
