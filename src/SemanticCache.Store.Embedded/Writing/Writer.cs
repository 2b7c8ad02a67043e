using Microsoft.Extensions.Logging;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>
/// The one thread that changes the database and then the memory. Writes that wait share a transaction, so that many callers pay for
/// one sync of the disk.
/// </summary>
internal sealed class Writer
{
    private readonly SqliteSession _session;
    private readonly WriteQueue _queue;
    private readonly LiveState _state;
    private readonly int _maximumBatch;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _transactions;

    /// <summary>Creates the writer; it begins with <see cref="Start"/>.</summary>
    public Writer(SqliteSession session, WriteQueue queue, LiveState state, int maximumBatch, ILogger logger)
    {
        _session = session;
        _queue = queue;
        _state = state;
        _maximumBatch = maximumBatch;
        _logger = logger;
    }

    /// <summary>How many transactions were committed.</summary>
    public long Transactions => Volatile.Read(ref _transactions);

    /// <summary>Completes when the queue was closed and everything in it is done.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts the thread.</summary>
    public void Start() => new Thread(Run) { Name = "SemanticCache store writer", IsBackground = true }.Start();

    private void Run()
    {
        var group = new List<WriteOperation>(_maximumBatch);
        while (_queue.TakeGroup(group, _maximumBatch))
        {
            group.RemoveAll(CancelIfAsked);
            if (group.Count > 0)
            {
                Write(group);
            }
        }

        _ended.SetResult();
    }

    private void Write(List<WriteOperation> group)
    {
        var failure = TryCommit(group, out var isOfOneOperation);
        if (failure is null)
        {
            Publish(group);
            return;
        }

        if (!isOfOneOperation || group.Count == 1)
        {
            _logger.TransactionFailed(failure, group.Count);
            group.ForEach(operation => operation.Fail(failure));
            return;
        }

        // One of them is at fault: alone, only that one fails.
        foreach (var operation in group)
        {
            Write([operation]);
        }
    }

    private Exception? TryCommit(List<WriteOperation> group, out bool isOfOneOperation)
    {
        isOfOneOperation = false;
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            isOfOneOperation = true;
            group.ForEach(operation => operation.Execute(_session));
            isOfOneOperation = false;
            _session.Execute("COMMIT");
            Volatile.Write(ref _transactions, _transactions + 1);
            return null;
        }
        catch (Exception exception)
        {
            RollBack();
            return exception;
        }
    }

    private void RollBack()
    {
        try
        {
            _session.RollBackIfOpen();
        }
        catch (Exception exception)
        {
            // The next BEGIN fails while a transaction is open, so nothing is acknowledged wrongly.
            _logger.TransactionFailed(exception, 0);
        }
    }

    private void Publish(List<WriteOperation> group)
    {
        foreach (var operation in group)
        {
            try
            {
                operation.Publish(_state);
                operation.Complete();
            }
            catch (Exception exception)
            {
                _logger.PublishingFailed(exception);
                operation.Fail(exception);
            }
        }
    }

    private static bool CancelIfAsked(WriteOperation operation)
    {
        if (operation.CancellationToken.IsCancellationRequested)
        {
            operation.Cancel();
            return true;
        }

        return false;
    }
}
