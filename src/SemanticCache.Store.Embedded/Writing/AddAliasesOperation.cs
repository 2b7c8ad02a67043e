using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Stores aliases and returns how many are new or lead to another entry than before.</summary>
internal sealed class AddAliasesOperation : WriteOperation<int>
{
    private readonly AliasRow[] _rows;
    private readonly int _limit;
    private readonly AliasPlacement _placement = new();

    /// <summary>Encodes the aliases.</summary>
    public AddAliasesOperation(IReadOnlyList<EntryAlias> aliases, int limit)
    {
        _rows = [.. aliases.Select(alias => new AliasRow(alias))];
        _limit = limit;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        _placement.Restart();
        Result = _rows.Count(row => _placement.Put(session, row, _limit));
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state) => _placement.Publish(state);
}
