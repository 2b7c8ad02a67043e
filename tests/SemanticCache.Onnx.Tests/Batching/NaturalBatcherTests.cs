using SemanticCache.Onnx.Batching;

namespace SemanticCache.Onnx.Tests.Batching;

public sealed class NaturalBatcherTests : IDisposable
{
    private const int ManyRuns = 1000;

    private readonly GatedRunner _runner = new();
    private NaturalBatcher<int, int>? _batcher;

    [Fact]
    public async Task TryRun_FreeThread_GivesTheItemsResult()
    {
        var batcher = Create(queue: 4, batch: 1);
        _runner.Open(1);

        Assert.Equal(42, await batcher.TryRun(21, TestContext.Current.CancellationToken)!);
    }

    [Fact]
    public async Task TryRun_ItemsWaitBehindABusyThread_RunTogetherUpToTheLimit()
    {
        var batcher = Create(queue: 8, batch: 3);
        var tasks = await StartWithBusyThreadAsync(batcher, 100, 101, 102, 103, 104);
        _runner.Open(ManyRuns);

        var results = await Task.WhenAll(tasks);
        Assert.Equal([200, 202, 204, 206, 208], results);
        Assert.Equal([[100], [101, 102, 103], [104]], _runner.Batches);
    }

    [Fact]
    public async Task TryRun_LengthsDiffer_OnlySimilarOnesShareARun()
    {
        var batcher = Create(queue: 8, batch: 8);
        var tasks = await StartWithBusyThreadAsync(batcher, 1, 100, 200, 110, 76, 74);
        _runner.Open(ManyRuns);
        await Task.WhenAll(tasks);

        Assert.Equal([[1], [100, 110, 76], [200], [74]], _runner.Batches);
    }

    [Fact]
    public async Task TryRun_QueueFull_ReturnsNullUntilThereIsRoom()
    {
        var batcher = Create(queue: 2, batch: 1);
        var tasks = await StartWithBusyThreadAsync(batcher, 1, 2, 3);

        Assert.Null(batcher.TryRun(4, TestContext.Current.CancellationToken));
        _runner.Open(ManyRuns);
        await Task.WhenAll(tasks);
        Assert.Equal(10, await batcher.TryRun(5, TestContext.Current.CancellationToken)!);
    }

    [Fact]
    public async Task TryRun_CancelledWhileWaiting_LeavesTheQueueAndThrows()
    {
        var batcher = Create(queue: 2, batch: 1);
        using var cancellation = new CancellationTokenSource();
        var tasks = await StartWithBusyThreadAsync(batcher, 1, 2);
        var cancelled = batcher.TryRun(3, cancellation.Token)!;
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.Equal(1, batcher.WaitingCount);
        var next = batcher.TryRun(4, TestContext.Current.CancellationToken)!;
        _runner.Open(ManyRuns);
        var results = await Task.WhenAll([.. tasks, next]);
        Assert.Equal([2, 4, 8], results);
        Assert.DoesNotContain(_runner.Batches, batch => batch.Contains(3));
    }

    [Fact]
    public async Task TryRun_CancelledWhileRunning_ThrowsWithoutWaitingForTheRun()
    {
        var batcher = Create(queue: 2, batch: 1);
        using var cancellation = new CancellationTokenSource();
        var running = batcher.TryRun(1, cancellation.Token)!;
        await _runner.WaitUntilEnteredAsync();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        _runner.Open(ManyRuns);
        Assert.Equal(4, await batcher.TryRun(2, TestContext.Current.CancellationToken)!);
    }

    [Fact]
    public async Task TryRun_AlreadyCancelled_RunsNothing()
    {
        var batcher = Create(queue: 2, batch: 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batcher.TryRun(1, new CancellationToken(true))!);
        Assert.Empty(_runner.Batches);
    }

    [Fact]
    public async Task TryRun_RunFails_OnlyItsBatchFailsAndTheThreadLivesOn()
    {
        var batcher = Create(queue: 8, batch: 2);
        var tasks = await StartWithBusyThreadAsync(batcher, 1, -100, -101, 50);
        _runner.Open(ManyRuns);

        Assert.Equal(2, await tasks[0]);
        Assert.Equal("scripted", (await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[1])).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[2]);
        Assert.Equal(100, await tasks[3]);
    }

    [Fact]
    public async Task TryRun_ManyCallersOnManyThreads_EachGetsItsOwnResult()
    {
        using var batcher = new NaturalBatcher<int, int>("Test", new BatcherLimits(4, 5000, 16), CreateOpenRunner, item => item);

        var results = await Task.WhenAll(Enumerable.Range(0, 5000).Select(
            item => Task.Run(() => batcher.TryRun(item, TestContext.Current.CancellationToken)!)));

        Assert.Equal(Enumerable.Range(0, 5000).Select(item => item * 2), results);
    }

    [Fact]
    public async Task Dispose_ItemsWait_FinishesTheRunAndFailsTheWaiting()
    {
        var batcher = Create(queue: 8, batch: 1);
        var tasks = await StartWithBusyThreadAsync(batcher, 1, 2);
        var disposing = Task.Run(batcher.Dispose, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => tasks[1]);
        Assert.False(disposing.IsCompleted);
        _runner.Open(ManyRuns);
        await disposing;
        Assert.Equal(2, await tasks[0]);
        Assert.Equal(1, _runner.DisposeCount);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => batcher.TryRun(3, TestContext.Current.CancellationToken)!);
    }

    [Fact]
    public void Dispose_Twice_DoesNothingMore()
    {
        var batcher = Create(queue: 8, batch: 1);
        batcher.Dispose();
        batcher.Dispose();

        Assert.Equal(1, _runner.DisposeCount);
    }

    public void Dispose()
    {
        _runner.Open(ManyRuns);
        _batcher?.Dispose();
    }

    private static GatedRunner CreateOpenRunner()
    {
        var runner = new GatedRunner();
        runner.Open(5000);
        return runner;
    }

    private NaturalBatcher<int, int> Create(int queue, int batch)
    {
        _batcher = new NaturalBatcher<int, int>("Test", new BatcherLimits(1, queue, batch), () => _runner, Math.Abs);
        return _batcher;
    }

    /// <summary>Enqueues the first item, waits until the only thread is busy with it and then enqueues the others.</summary>
    private async Task<Task<int>[]> StartWithBusyThreadAsync(NaturalBatcher<int, int> batcher, int first, params int[] others)
    {
        var tasks = new List<Task<int>> { batcher.TryRun(first, TestContext.Current.CancellationToken)! };
        await _runner.WaitUntilEnteredAsync();
        tasks.AddRange(others.Select(item => batcher.TryRun(item, TestContext.Current.CancellationToken)!));
        return [.. tasks];
    }
}
