using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Http;

/// <summary>A provider of Anthropic's API, and of OpenAI's where a test wants it, that records what it is sent and answers as the test says.</summary>
internal sealed class AnthropicStub : IAsyncDisposable
{
    /// <summary>What a stream of a whole answer is made of, but for its end.</summary>
    public static readonly string[] Beginning =
    [
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-stub","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":1},"unknown":true}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
        """{"type":"ping"}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Open the "}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"settings."}}""",
        """{"type":"content_block_stop","index":0}""",
    ];

    /// <summary>The last event of a stream.</summary>
    public const string Stop = """{"type":"message_stop"}""";

    private readonly WebApplication _application;

    private AnthropicStub(WebApplication application)
    {
        _application = application;
        Address = new Uri(application.Urls.Single() + "/v1/");
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The bodies that it was sent.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

    /// <summary>The headers of the last request.</summary>
    public IHeaderDictionary Headers { get; private set; } = new HeaderDictionary();

    /// <summary>The path and query of the last request.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Gets or sets how it answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => context.Response.WriteAsync("{}");

    public static async Task<AnthropicStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var stub = default(AnthropicStub);
        application.Run(context => stub!.HandleAsync(context));
        await application.StartAsync().Soon();
        return stub = new AnthropicStub(application);
    }

    /// <summary>The event that says why the model stopped.</summary>
    public static string End(string stopReason) =>
        $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{stopReason}}}","stop_sequence":null},"usage":{"output_tokens":7}}""";

    /// <summary>A whole answer.</summary>
    public static string Message(string text, string stopReason) =>
        $$$"""{"id":"msg_1","type":"message","role":"assistant","model":"claude-stub","content":[{"type":"text","text":"{{{text}}}"}],"stop_reason":"{{{stopReason}}}","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":7},"unknown":{"a":1}}""";

    /// <summary>How a stream of these events is written.</summary>
    public static string Written(params IEnumerable<string> events) => string.Concat(events.Select(json =>
    {
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        return $"event: {parsed.RootElement.GetProperty("type").GetString()}\ndata: {json}\n\n";
    }));

    /// <summary>Answers with a stream of these events, then cuts the connection where told.</summary>
    public void Stream(IEnumerable<string> events, bool cut = false)
    {
        var written = Written(events);
        Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(written);
            await context.Response.Body.FlushAsync();
            if (cut)
            {
                context.Abort();
            }
        };
    }

    /// <summary>Answers with a whole body.</summary>
    public void Say(string body, int status = 200, string? retryAfter = null) => Answer = context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return context.Response.WriteAsync(body);
    };

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        Bodies.Enqueue(await reader.ReadToEndAsync());
        Headers = new HeaderDictionary(context.Request.Headers.ToDictionary());
        Path = context.Request.Path + context.Request.QueryString;
        await Answer(context);
    }
}
