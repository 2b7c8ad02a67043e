using SemanticCache.Store.Embedded.Sqlite;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Tests;

/// <summary>Holds a store's writer inside a transaction until it is released.</summary>
internal sealed class BlockedWriter : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _done = Task.CompletedTask;

    /// <summary>Returns once the writer is held.</summary>
    public static async Task<BlockedWriter> StartAsync(EmbeddedStore store)
    {
        var blocked = new BlockedWriter();
        var operation = new Operation(session =>
        {
            blocked._reached.TrySetResult();
            blocked._release.Wait();
            return true;
        });
        blocked._done = store.Engine.WriteAsync(operation, CancellationToken.None);
        await blocked._reached.Task;
        return blocked;
    }

    /// <summary>Lets the writer go on.</summary>
    public void Release() => _release.Set();

    public void Dispose()
    {
        Release();
        _done.Wait();
        _release.Dispose();
    }

    /// <summary>A write made of a function.</summary>
    internal sealed class Operation : WriteOperation<bool>
    {
        private readonly Func<SqliteSession, bool> _execute;

        public Operation(Func<SqliteSession, bool> execute)
        {
            _execute = execute;
        }

        public override void Execute(SqliteSession session) => Result = _execute(session);
    }
}
