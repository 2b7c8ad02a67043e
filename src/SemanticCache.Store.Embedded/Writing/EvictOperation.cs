using SemanticCache.Core.Entries.Retention;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>
/// Deletes what is beyond limits, the expired first and then by the order, at most <see cref="DeleteOperation.ChunkSize"/> entries, and
/// returns how many.
/// </summary>
internal sealed class EvictOperation : WriteOperation<int>
{
    private readonly EvictionOrder _order;
    private readonly LiveState _state;
    private readonly TouchFlush _touches;
    private readonly List<RemovedEntry> _removed = [];
    private EntryTotals _left;

    /// <summary>Prepares the eviction.</summary>
    public EvictOperation(EvictionOrder order, LiveState state)
    {
        _order = order;
        _state = state;
        _touches = new TouchFlush(state.Touches);
    }

    /// <summary>What is held is read from the memory, which lags behind the writes of the same transaction.</summary>
    public override bool NeedsOwnTransaction => true;

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        _removed.Clear();
        _left = _state.Counts.Of(_order.Namespace, _order.Tenant);
        Result = 0;
        if (_order.IsMetBy(_left))
        {
            return;
        }

        session.Execute(EvictionSql.IndexExpired);
        if (EvictionSql.Index(_order) is { } index)
        {
            session.Execute(index);
        }

        _touches.Execute(session);
        Remove(session, EvictionSql.SelectExpired(_order), ("$now", _order.Now.UtcTicks));
        Remove(session, EvictionSql.SelectNext(_order));
        Result = _removed.Count;
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state)
    {
        _touches.Publish(state);
        _removed.ForEach(state.Removed);
    }

    /// <inheritdoc/>
    public override void Fail(Exception exception)
    {
        _touches.PutBack();
        base.Fail(exception);
    }

    private void Remove(SqliteSession session, string selection, params ReadOnlySpan<(string Name, object Value)> further)
    {
        var room = DeleteOperation.ChunkSize - _removed.Count;
        if (room == 0 || _order.IsMetBy(_left))
        {
            return;
        }

        List<(string Name, object Value)> parameters = [("$namespace", _order.Namespace), ("$count", room), .. further];
        if (_order.Tenant is { } tenant)
        {
            parameters.Add(("$tenant", tenant));
        }

        _removed.AddRange(EntryRemoval.Run(session, selection, TryTake, [.. parameters]));
    }

    private bool TryTake(RemovedEntry next)
    {
        if (_order.IsMetBy(_left))
        {
            return false;
        }

        _left = new EntryTotals(_left.Entries - 1, _left.Bytes - next.Bytes);
        return true;
    }
}
