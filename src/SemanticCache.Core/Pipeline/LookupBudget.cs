namespace SemanticCache.Core.Pipeline;

/// <summary>How long a lookup may take: as long as its caller waits, and no longer than its deadline.</summary>
internal sealed class LookupBudget : IDisposable
{
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource? _linked;

    /// <summary>Starts a budget; a null deadline leaves only the caller's patience.</summary>
    public LookupBudget(TimeSpan? deadline, TimeProvider time, CancellationToken caller)
    {
        Caller = caller;
        if (deadline is { } limit)
        {
            _deadline = new CancellationTokenSource(limit, time);
            _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
        }
    }

    /// <summary>The caller's token.</summary>
    public CancellationToken Caller { get; }

    /// <summary>Cancelled when the caller has gone or the deadline has passed.</summary>
    public CancellationToken Token => _linked?.Token ?? Caller;

    /// <inheritdoc/>
    public void Dispose()
    {
        _linked?.Dispose();
        _deadline?.Dispose();
    }
}
