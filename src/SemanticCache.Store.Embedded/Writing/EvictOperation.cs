using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>
/// Deletes the least recently used entries above a number, at most <see cref="DeleteOperation.ChunkSize"/>, and returns how many.
/// </summary>
internal sealed class EvictOperation : WriteOperation<int>
{
    private const string Selection =
        $"SELECT {EntryRemoval.Columns} FROM entries WHERE namespace = $namespace ORDER BY last_used_at, seq LIMIT $count";

    private readonly string _namespace;
    private readonly long _keep;
    private readonly LiveState _state;
    private readonly TouchFlush _touches;
    private List<RemovedEntry> _removed = [];

    /// <summary>Evicts from a namespace until at most <paramref name="keep"/> remain.</summary>
    public EvictOperation(string namespaceName, long keep, LiveState state)
    {
        _namespace = namespaceName;
        _keep = keep;
        _state = state;
        _touches = new TouchFlush(state.Touches);
    }

    /// <summary>The number of entries is read from the memory, which lags behind the writes of the same transaction.</summary>
    public override bool NeedsOwnTransaction => true;

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        _removed = [];
        var excess = Math.Min(_state.Counts.Of(_namespace) - _keep, DeleteOperation.ChunkSize);
        Result = 0;
        if (excess <= 0)
        {
            return;
        }

        _touches.Execute(session);
        _removed = EntryRemoval.Run(session, Selection, ("$namespace", _namespace), ("$count", excess));
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
}
