using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream.Flights;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

/// <summary>The instances that share a store with the one under test, as a test says.</summary>
internal sealed class OtherInstances : ISharedFlights
{
    private readonly TaskCompletionSource _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Guid? _holder;

    /// <summary>What goes wrong when a flight wants to take off.</summary>
    public Fault Fault { get; } = new();

    /// <summary>Gets or sets whether one of them asks.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Completes when the flight that was last refused or cleared has landed.</summary>
    public Task Landed => _landed.Task.WaitAsync(Patience.Longest);

    /// <summary>Whether that flight has landed.</summary>
    public bool HasLanded => _landed.Task.IsCompleted;

    public async ValueTask<bool> TryTakeOffAsync(EntryId entry, Guid flight, TimeSpan lease, CancellationToken cancellationToken)
    {
        Assert.True(lease > TimeSpan.Zero);
        _holder = flight;
        await Fault.ApplyAsync(cancellationToken);
        return !IsHeld;
    }

    public ValueTask LandAsync(EntryId entry, Guid flight, CancellationToken cancellationToken)
    {
        Assert.Equal(_holder, flight);
        _landed.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
