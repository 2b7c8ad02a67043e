using System.Collections.Concurrent;

namespace SemanticCache.Store.Embedded.Sqlite;

/// <summary>Keeps reading sessions open, because opening one costs as much as a read.</summary>
internal sealed class ReaderPool : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly Func<SqliteSession> _open;
    private readonly int _kept;
    private volatile bool _isDisposed;

    /// <summary>Creates an empty pool that keeps at most <paramref name="kept"/> idle sessions.</summary>
    public ReaderPool(Func<SqliteSession> open, int kept)
    {
        _open = open;
        _kept = kept;
    }

    /// <summary>Runs a read on a session of its own.</summary>
    public TResult Read<TArgument, TResult>(TArgument argument, Func<SqliteSession, TArgument, TResult> read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var session = _idle.TryTake(out var idle) ? idle : _open();
        var isReusable = false;
        try
        {
            var result = read(session, argument);
            isReusable = true;
            return result;
        }
        finally
        {
            Return(session, isReusable);
        }
    }

    /// <summary>Closes the idle sessions; the ones in use close when they come back.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private void Return(SqliteSession session, bool isReusable)
    {
        if (!isReusable || _idle.Count >= _kept)
        {
            session.Dispose();
            return;
        }

        _idle.Add(session);
        if (_isDisposed)
        {
            Dispose();
        }
    }
}
