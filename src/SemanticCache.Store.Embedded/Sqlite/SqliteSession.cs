using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SemanticCache.Store.Embedded.Sqlite;

/// <summary>One connection with its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Takes over an open connection.</summary>
    public SqliteSession(SqliteConnection connection)
    {
        _connection = connection;
    }

    /// <summary>The row id of the last insert.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(_connection.Handle!);

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    /// <remarks>The same text must always come with the same parameters in the same order, here and below.</remarks>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Prepare(sql, parameters).ExecuteNonQuery();

    /// <summary>Runs a statement and returns its rows; they must be disposed before the statement is used again.</summary>
    public SqliteDataReader Query(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Prepare(sql, parameters).ExecuteReader();

    /// <summary>Runs a statement and returns the whole number in its first column.</summary>
    public long QueryNumber(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Prepare(sql, parameters).ExecuteScalar() is long number ? number : 0;

    /// <summary>Ends the statement that another thread is running, with an error there.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_connection.Handle!);

    /// <summary>Undoes the open transaction; nothing to do when SQLite already has.</summary>
    public void RollBackIfOpen()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle!) == 0)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>Closes the statements and the connection.</summary>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value);
            }

            _commands.Add(sql, command);
            return command;
        }

        for (var index = 0; index < parameters.Length; index++)
        {
            command.Parameters[index].Value = parameters[index].Value;
        }

        return command;
    }
}
