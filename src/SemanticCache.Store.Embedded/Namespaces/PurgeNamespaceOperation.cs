using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Namespaces;

/// <summary>
/// Deletes entries and merges of a namespace that is noted as deleted, at most <see cref="DeleteOperation.ChunkSize"/> of each, and
/// returns how many of the more numerous; with the last of them the labels and the note go.
/// </summary>
internal sealed class PurgeNamespaceOperation : WriteOperation<int>
{
    private const string Condition =
        "namespace = $namespace AND EXISTS (SELECT 1 FROM deleted_namespaces WHERE name = $namespace)";

    private readonly string _name;
    private readonly DeleteOperation _entries;
    private readonly DeleteMergesOperation _merges;

    /// <summary>Prepares the deletion.</summary>
    public PurgeNamespaceOperation(string name)
    {
        _name = name;

        // Another caller may have finished the deletion, and the name may be in use again: then the entries are not ours.
        _entries = new DeleteOperation(Condition, [("$namespace", name)]);
        _merges = new DeleteMergesOperation(Condition, [("$namespace", name)]);
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        _entries.Execute(session);
        _merges.Execute(session);
        Result = Math.Max(_entries.Deleted, _merges.Deleted);
        if (Result < DeleteOperation.ChunkSize)
        {
            LabelRows.Delete(session, _name);
            DeletedNamespaces.Remove(session, _name);
        }
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state) => _entries.Publish(state);
}
