using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream.Flights;

/// <summary>Asks other instances before a flight takes off; best effort, because a store that is slow or broken must keep nobody from being answered.</summary>
internal sealed class FlightControl
{
    private static readonly TimeSpan LongestTakeOff = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestLanding = TimeSpan.FromSeconds(2);

    private readonly ISharedFlights _shared;
    private readonly TimeProvider _time;

    public FlightControl(ISharedFlights shared, TimeProvider time)
    {
        _shared = shared;
        _time = time;
    }

    /// <summary>Returns the answer that another instance had got, or null when this one must ask.</summary>
    public async ValueTask<Answer?> TakeOffAsync(EntryId entry, CancellationToken cancellationToken)
    {
        if (_shared is SoleInstance)
        {
            return null;
        }

        try
        {
            return await TryTakeOffAsync(entry, cancellationToken) ? null : await _shared.WhenLandedElsewhereAsync(entry, cancellationToken);
        }
        catch (Exception)
        {
            // The boundary to the other instances: whatever is wrong there, asking twice is better than not at all. A flight that everybody has
            // left ends by itself.
            return null;
        }
    }

    /// <summary>Lets other instances ask for an entry again.</summary>
    public async ValueTask LandAsync(EntryId entry)
    {
        if (_shared is SoleInstance)
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(LongestLanding, _time);
            await _shared.LandAsync(entry, limit.Token);
        }
        catch (Exception)
        {
            // The boundary to the other instances: they stop waiting by themselves.
            return;
        }
    }

    private async ValueTask<bool> TryTakeOffAsync(EntryId entry, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LongestTakeOff, _time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        return await _shared.TryTakeOffAsync(entry, limited.Token);
    }
}
