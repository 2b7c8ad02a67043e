using SemanticCache.Store.Embedded.Sqlite;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Namespaces;

/// <summary>A change of one row of the table of namespaces; false when it did not apply.</summary>
internal sealed class NamespaceOperation : WriteOperation<bool>
{
    private readonly Func<SqliteSession, bool> _change;

    /// <summary>Prepares the change.</summary>
    public NamespaceOperation(Func<SqliteSession, bool> change)
    {
        _change = change;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session) => Result = _change(session);
}
