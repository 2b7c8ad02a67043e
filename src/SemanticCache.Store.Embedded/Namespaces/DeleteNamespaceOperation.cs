using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Namespaces;

/// <summary>Deletes a namespace with all its entries in one transaction; false when there is none of that name.</summary>
internal sealed class DeleteNamespaceOperation : WriteOperation<bool>
{
    private readonly string _name;
    private readonly List<RemovedEntry> _removed = [];

    /// <summary>Prepares the deletion.</summary>
    public DeleteNamespaceOperation(string name)
    {
        _name = name;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        _removed.Clear();
        Result = NamespaceRows.Delete(session, _name);
        if (!Result)
        {
            return;
        }

        using var deleted = session.Query(
            $"DELETE FROM entries WHERE namespace = $namespace RETURNING {EntryRows.RemovedColumns}", ("$namespace", _name));
        while (deleted.Read())
        {
            _removed.Add(EntryRows.ReadRemoved(deleted));
        }
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state) => _removed.ForEach(state.Removed);
}
