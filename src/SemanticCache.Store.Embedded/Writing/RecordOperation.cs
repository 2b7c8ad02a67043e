using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>A change of rows of the table of records; false when it did not apply.</summary>
internal sealed class RecordOperation : WriteOperation<bool>
{
    private readonly Func<SqliteSession, bool> _change;

    /// <summary>Prepares the change.</summary>
    public RecordOperation(Func<SqliteSession, bool> change)
    {
        _change = change;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session) => Result = _change(session);
}
