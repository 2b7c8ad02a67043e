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

    /// <summary>Sends an event without a name.</summary>
    public Task WriteAsync(string data, CancellationToken cancellationToken) => WriteAsync("", data, cancellationToken);

    /// <summary>Sends an event.</summary>
    /// <param name="name">Its name; empty for none.</param>
    /// <param name="data">Its data; a line break begins a new line of data.</param>
    /// <param name="cancellationToken">Ends the write when the caller has gone.</param>
    public async Task WriteAsync(string name, string data, CancellationToken cancellationToken)
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
