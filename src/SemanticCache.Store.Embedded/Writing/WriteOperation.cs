using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>One write that a caller waits for; all its steps run on the writer thread.</summary>
internal abstract class WriteOperation
{
    /// <summary>Ends the operation early when signalled before it has begun.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Whether the operation needs a transaction of its own, because it reads what earlier writes published.</summary>
    public virtual bool NeedsOwnTransaction => false;

    /// <summary>Changes the database inside the open transaction; called again when that was rolled back.</summary>
    public abstract void Execute(SqliteSession session);

    /// <summary>Changes the memory after the commit.</summary>
    public virtual void Publish(LiveState state)
    {
    }

    /// <summary>Tells the caller that the write is durable and visible.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that the write was not done.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Tells the caller that the write was cancelled before it began.</summary>
    public abstract void Cancel();
}
