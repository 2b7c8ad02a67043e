using Microsoft.Extensions.Logging;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Writes the pending servings down.</summary>
internal sealed class TouchFlushOperation : WriteOperation<bool>
{
    private readonly TouchFlush _touches;
    private readonly ILogger _logger;

    /// <summary>Creates the operation; nobody need wait for it, failures are logged.</summary>
    public TouchFlushOperation(PendingTouches pending, ILogger logger)
    {
        _touches = new TouchFlush(pending);
        _logger = logger;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session) => _touches.Execute(session);

    /// <inheritdoc/>
    public override void Publish(LiveState state)
    {
        _touches.Publish(state);
        Result = true;
    }

    /// <inheritdoc/>
    public override void Fail(Exception exception)
    {
        _touches.PutBack();
        _logger.TouchFlushFailed(exception);
        Complete();
    }
}
