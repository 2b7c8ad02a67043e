using System.Runtime.CompilerServices;

namespace SemanticCache.Core.Upstream.Resilience;

/// <summary>An answer whose first part is here: from now on nothing can be tried again.</summary>
internal sealed class OpenedAnswer : IAsyncDisposable
{
    private readonly IAsyncEnumerator<AnswerEvent> _parts;
    private readonly bool _hasFirst;

    private OpenedAnswer(IAsyncEnumerator<AnswerEvent> parts, bool hasFirst)
    {
        _parts = parts;
        _hasFirst = hasFirst;
    }

    /// <summary>Asks an endpoint and waits for the first part. Throws what the endpoint throws.</summary>
    public static async ValueTask<OpenedAnswer> OpenAsync(IUpstreamClient client, UpstreamRequest request, CancellationToken cancellationToken)
    {
        var parts = client.AskAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            return new OpenedAnswer(parts, await parts.MoveNextAsync());
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns the parts, the first one too; to be read once.</summary>
    public async IAsyncEnumerable<AnswerEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var hasPart = _hasFirst; hasPart; hasPart = await _parts.MoveNextAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return _parts.Current;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _parts.DisposeAsync();
}
