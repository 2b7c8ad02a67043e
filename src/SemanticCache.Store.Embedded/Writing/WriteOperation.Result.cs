namespace SemanticCache.Store.Embedded.Writing;

/// <summary>One write that returns something.</summary>
internal abstract class WriteOperation<TResult> : WriteOperation
{
    // The writer thread must not run its callers' code.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the result once the write is durable and visible.</summary>
    public Task<TResult> Completion => _completion.Task;

    /// <summary>What the last execution found.</summary>
    protected TResult Result { get; set; } = default!;

    /// <inheritdoc/>
    public sealed override void Complete() => _completion.TrySetResult(Result);

    /// <inheritdoc/>
    public override void Fail(Exception exception) => _completion.TrySetException(exception);

    /// <inheritdoc/>
    public sealed override void Cancel() => _completion.TrySetCanceled(CancellationToken);
}
