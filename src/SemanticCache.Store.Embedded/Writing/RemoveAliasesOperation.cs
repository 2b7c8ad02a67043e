using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Deletes the aliases of one condition and returns how many.</summary>
internal sealed class RemoveAliasesOperation : WriteOperation<int>
{
    private readonly string _sql;
    private readonly (string Name, object Value)[] _parameters;
    private List<RemovedAlias> _removed = [];

    private RemoveAliasesOperation(string condition, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        _sql = $"DELETE FROM aliases WHERE {condition} RETURNING {AliasRows.RemovedColumns}";
        _parameters = parameters.ToArray();
    }

    /// <summary>Returns the deletion of all aliases of an entry.</summary>
    public static RemoveAliasesOperation Of(EntryId entry) =>
        new("entry = (SELECT seq FROM entries WHERE id = $entry)", ("$entry", EntryRows.BytesOf(entry)));

    /// <summary>Returns the deletion of one damaged row, unless another has taken its number since.</summary>
    public static RemoveAliasesOperation Damaged(long row, object vector, object question) =>
        new("seq = $row AND vector IS $vector AND question IS $question", ("$row", row), ("$vector", vector), ("$question", question));

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        _removed = AliasRows.Delete(session, _sql, _parameters);
        Result = _removed.Count;
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state) => state.Removed(_removed);
}
