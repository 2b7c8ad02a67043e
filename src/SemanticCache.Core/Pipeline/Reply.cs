using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Pipeline;

/// <summary>An answer on its way to its caller; must be disposed, read or not, or its upstream would be asked for nobody.</summary>
internal sealed class Reply : IAsyncDisposable
{
    private readonly IAsyncEnumerable<AnswerEvent> _parts;
    private bool _begun;

    public Reply(CacheOutcome outcome, IAsyncEnumerable<AnswerEvent> parts)
    {
        Outcome = outcome;
        _parts = parts;
    }

    /// <summary>Where the answer comes from.</summary>
    public CacheOutcome Outcome { get; }

    /// <summary>The answer, to be read once. Throws <see cref="UpstreamException"/> where the upstream fails.</summary>
    public IAsyncEnumerable<AnswerEvent> Parts
    {
        get
        {
            _begun = true;
            return _parts;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_begun)
        {
            return;
        }

        // An iterator that was never begun runs no finally block when disposed of: it must be begun to be ended.
        await using var parts = Parts.GetAsyncEnumerator(new CancellationToken(canceled: true));
        try
        {
            await parts.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            // What was asked for: nobody reads.
            return;
        }
    }
}
