using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Forgets the merges of one condition, at most <see cref="DeleteOperation.ChunkSize"/>, and returns how many.</summary>
internal sealed class DeleteMergesOperation : WriteOperation<int>
{
    private readonly string _sql;
    private readonly (string Name, object Value)[] _parameters;

    /// <summary>Forgets the merges that match a condition.</summary>
    public DeleteMergesOperation(string condition, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        _sql = $"DELETE FROM merges WHERE seq IN (SELECT seq FROM merges WHERE {condition} LIMIT {DeleteOperation.ChunkSize})";
        _parameters = parameters.ToArray();
    }

    /// <summary>How many the last execution forgot.</summary>
    public int Deleted => Result;

    /// <inheritdoc/>
    public override void Execute(SqliteSession session) => Result = session.Execute(_sql, _parameters);
}
