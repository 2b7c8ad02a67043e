using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Deletes labels of a namespace and returns how many.</summary>
internal sealed class RemoveLabelsOperation : WriteOperation<int>
{
    private readonly string _namespaceName;
    private readonly IReadOnlyCollection<EntryId>? _wordings;

    /// <summary>Prepares the deletion of those whose entry or question is one of these, or of all.</summary>
    public RemoveLabelsOperation(string namespaceName, IReadOnlyCollection<EntryId>? wordings = null)
    {
        _namespaceName = namespaceName;
        _wordings = wordings;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session) => Result = _wordings is null
        ? LabelRows.Delete(session, _namespaceName)
        : _wordings.Sum(wording => LabelRows.Delete(session, _namespaceName, wording));
}
