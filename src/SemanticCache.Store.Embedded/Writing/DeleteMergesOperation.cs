using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Forgets the merges of one condition, at most <see cref="DeleteOperation.ChunkSize"/>, and returns how many.</summary>
internal sealed class DeleteMergesOperation : WriteOperation<int>
{
    private readonly string _sql;
    private readonly (string Name, object Value)[] _parameters;

    /// <summary>Forgets the merges that match a condition.</summary>
    public DeleteMergesOperation(string condition, ReadOnlySpan<(string Name, object Value)> parameters)
        : this("merges", condition, parameters)
    {
    }

    /// <summary>Forgets the merges whose removed entry would have expired.</summary>
    public static DeleteMergesOperation Expired(DateTimeOffset now) => new("expires_at <= $now", [("$now", now.UtcTicks)]);

    /// <summary>Forgets which merges were undone, where both entries would have expired.</summary>
    public static DeleteMergesOperation ExpiredUndone(DateTimeOffset now) => new("undone_merges", "expires_at <= $now", [("$now", now.UtcTicks)]);

    /// <summary>How many the last execution forgot.</summary>
    public int Deleted => Result;

    private DeleteMergesOperation(string table, string condition, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        _sql = $"DELETE FROM {table} WHERE seq IN (SELECT seq FROM {table} WHERE {condition} LIMIT {DeleteOperation.ChunkSize})";
        _parameters = parameters.ToArray();
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session) => Result = session.Execute(_sql, _parameters);
}
