using System.Text;

namespace SemanticCache.Server.Http;

/// <summary>Writes server-sent events, each at once.</summary>
internal sealed class EventStream
{
    private readonly HttpResponse _response;

    public EventStream(HttpResponse response)
    {
        _response = response;
    }

    /// <summary>Sends the headers.</summary>
    public Task BeginAsync(CancellationToken cancellationToken)
    {
        _response.ContentType = "text/event-stream; charset=utf-8";
        _response.Headers.CacheControl = "no-cache";
        _response.Headers["X-Accel-Buffering"] = "no";
        return _response.StartAsync(cancellationToken);
    }

    /// <summary>Sends a comment, which clients of the API pass over.</summary>
    public async Task CommentAsync(string text, CancellationToken cancellationToken)
    {
        await _response.WriteAsync($": {text}\n\n", cancellationToken);
        await _response.Body.FlushAsync(cancellationToken);
    }

    /// <summary>Sends events in order; an empty name is none.</summary>
    public async Task WriteAsync(IEnumerable<(string Name, string Json)> events, CancellationToken cancellationToken)
    {
        foreach (var (name, json) in events)
        {
            await WriteAsync(name, json, cancellationToken);
        }
    }

    // A line break begins a new line of data.
    private async Task WriteAsync(string name, string data, CancellationToken cancellationToken)
    {
        var written = new StringBuilder();
        if (name.Length > 0)
        {
            written.Append("event: ").Append(name).Append('\n');
        }

        foreach (var line in data.Split('\n'))
        {
            written.Append("data: ").Append(line.TrimEnd('\r')).Append('\n');
        }

        await _response.WriteAsync(written.Append('\n').ToString(), cancellationToken);
        await _response.Body.FlushAsync(cancellationToken);
    }
}
