using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Http;

/// <summary>A provider of OpenAI's API that records what it is sent and answers as the test says: a fake, over real HTTP.</summary>
internal sealed class OpenAIStub : IAsyncDisposable
{
    private readonly WebApplication _application;

    private OpenAIStub(WebApplication application)
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

    public static async Task<OpenAIStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var stub = default(OpenAIStub);
        application.Run(context => stub!.HandleAsync(context));
        await application.StartAsync().Soon();
        return stub = new OpenAIStub(application);
    }

    /// <summary>Answers with a stream of these events, whole or not.</summary>
    public void Stream(params string[] events) => Answer = async context =>
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var data in events)
        {
            await context.Response.WriteAsync($"data: {data}\n\n");
            await context.Response.Body.FlushAsync();
        }
    };

    /// <summary>Answers with a whole body.</summary>
    public void Say(string body, int status = 200, string? retryAfter = null) => Answer = context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith('<') ? "text/html" : "application/json";
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
