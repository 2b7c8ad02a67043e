using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream.Flights;

namespace SemanticCache.Core.Tests.Upstream;

/// <summary>What other instances do, as a test says.</summary>
internal sealed class OtherInstances : ISharedFlights
{
    /// <summary>Whether another one asks already.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether they never answer.</summary>
    public bool Hangs { get; init; }

    /// <summary>What asking them throws.</summary>
    public Exception? Failure { get; init; }

    /// <summary>What another one stores.</summary>
    public TaskCompletionSource<Answer?> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when they are asked.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when they may ask again.</summary>
    public TaskCompletionSource Landed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask<bool> TryTakeOffAsync(EntryId entry, CancellationToken cancellationToken)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        Asked.TrySetResult();
        await (Hangs ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken) : Task.CompletedTask);
        return !IsHeld;
    }

    public async ValueTask<Answer?> WhenLandedElsewhereAsync(EntryId entry, CancellationToken cancellationToken) => await Stored.Task.WaitAsync(cancellationToken);

    public ValueTask LandAsync(EntryId entry, CancellationToken cancellationToken)
    {
        Landed.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
