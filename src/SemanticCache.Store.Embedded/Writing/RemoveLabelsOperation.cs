using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Deletes the labels of a namespace and returns how many.</summary>
internal sealed class RemoveLabelsOperation : WriteOperation<int>
{
    private readonly string _namespaceName;

    /// <summary>Prepares the deletion.</summary>
    public RemoveLabelsOperation(string namespaceName)
    {
        _namespaceName = namespaceName;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session) => Result = LabelRows.Delete(session, _namespaceName);
}
