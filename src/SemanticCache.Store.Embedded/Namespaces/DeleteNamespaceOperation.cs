using SemanticCache.Store.Embedded.Sqlite;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Namespaces;

/// <summary>
/// Deletes a namespace's own row and notes that its entries are to follow; false when there is neither the row nor, from a deletion
/// that failed half-way, the note.
/// </summary>
internal sealed class DeleteNamespaceOperation : WriteOperation<bool>
{
    private readonly string _name;

    /// <summary>Prepares the deletion.</summary>
    public DeleteNamespaceOperation(string name)
    {
        _name = name;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        if (NamespaceRows.Delete(session, _name))
        {
            DeletedNamespaces.Add(session, _name);
        }

        Result = DeletedNamespaces.Contains(session, _name);
    }
}
