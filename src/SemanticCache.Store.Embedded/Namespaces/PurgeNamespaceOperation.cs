using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Sqlite;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Namespaces;

/// <summary>
/// Deletes entries of a namespace that is noted as deleted, at most <see cref="DeleteOperation.ChunkSize"/>, and returns how many;
/// with the last of them the note goes.
/// </summary>
internal sealed class PurgeNamespaceOperation : WriteOperation<int>
{
    private readonly string _name;
    private readonly DeleteOperation _entries;

    /// <summary>Prepares the deletion.</summary>
    public PurgeNamespaceOperation(string name)
    {
        _name = name;

        // Another caller may have finished the deletion, and the name may be in use again: then the entries are not ours.
        _entries = new DeleteOperation(
            "namespace = $namespace AND EXISTS (SELECT 1 FROM deleted_namespaces WHERE name = $namespace)", [("$namespace", name)]);
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        _entries.Execute(session);
        Result = _entries.Deleted;
        if (Result < DeleteOperation.ChunkSize)
        {
            DeletedNamespaces.Remove(session, _name);
        }
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state) => _entries.Publish(state);
}
