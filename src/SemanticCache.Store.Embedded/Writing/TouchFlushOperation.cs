using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>
/// Writes the pending servings of at most <see cref="TouchFlush.ChunkSize"/> entries down, has those that are left follow, and returns
/// how many it wrote.
/// </summary>
internal sealed class TouchFlushOperation : WriteOperation<int>
{
    private readonly TouchFlush _touches;
    private readonly PendingTouches _pending;
    private readonly WriteQueue _writes;
    private readonly ILogger _logger;

    /// <summary>Creates the operation; nobody need wait for it, failures are logged.</summary>
    public TouchFlushOperation(PendingTouches pending, WriteQueue writes, ILogger logger)
    {
        _touches = new TouchFlush(pending);
        _pending = pending;
        _writes = writes;
        _logger = logger;
    }

    /// <summary>Hands the operation to the writer if there is room in the queue, which is logged when there is none.</summary>
    public void TryEnqueue()
    {
        if (!_writes.TryEnqueue(this))
        {
            _logger.WorkPostponed("writing down last-used times");
        }
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session) => _touches.Execute(session);

    /// <inheritdoc/>
    public override void Publish(LiveState state)
    {
        _touches.Publish(state);
        Result = _touches.Taken;
        if (Result == TouchFlush.ChunkSize)
        {
            new TouchFlushOperation(_pending, _writes, _logger).TryEnqueue();
        }
    }

    /// <inheritdoc/>
    public override void Fail(Exception exception)
    {
        _touches.PutBack();
        _logger.TouchFlushFailed(exception);
        Complete();
    }
}
