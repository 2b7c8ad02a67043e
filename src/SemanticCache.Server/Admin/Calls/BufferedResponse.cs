using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace SemanticCache.Server.Admin.Calls;

/// <summary>A response that is kept in memory, with what the pipeline expects of a server.</summary>
internal sealed class BufferedResponse : IHttpResponseFeature, IHttpResponseBodyFeature, IHttpResponseTrailersFeature, IDisposable
{
    private readonly MemoryStream _body = new();
    private bool _hasStarted;

    public BufferedResponse()
    {
        Writer = PipeWriter.Create(_body, new StreamPipeWriterOptions(leaveOpen: true));
    }

    /// <inheritdoc/>
    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    /// <inheritdoc/>
    public string? ReasonPhrase { get; set; }

    /// <inheritdoc/>
    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    /// <inheritdoc/>
    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    /// <inheritdoc/>
    public Stream Stream => _body;

    /// <inheritdoc/>
    public PipeWriter Writer { get; }

    /// <inheritdoc/>
    Stream IHttpResponseFeature.Body { get => _body; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public bool HasStarted => _hasStarted || _body.Length > 0;

    /// <inheritdoc/>
    public void Dispose() => _body.Dispose();

    /// <summary>Returns what was written.</summary>
    public async Task<byte[]> ReadAsync()
    {
        await Writer.CompleteAsync();
        return _body.ToArray();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        _hasStarted = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task CompleteAsync()
    {
        _hasStarted = true;
        await Writer.FlushAsync();
    }

    /// <inheritdoc/>
    public void DisableBuffering()
    {
    }

    /// <inheritdoc/>
    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    // The gRPC methods have nothing to do at the start or end of a response, and no other route is called in this way.

    /// <inheritdoc/>
    public void OnStarting(Func<object, Task> callback, object state)
    {
    }

    /// <inheritdoc/>
    public void OnCompleted(Func<object, Task> callback, object state)
    {
    }
}
