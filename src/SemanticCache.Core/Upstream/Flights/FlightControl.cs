using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Upstream.Flights;

/// <summary>Clears flights with the other instances that share the store; whatever goes wrong there, the flight takes off.</summary>
internal sealed class FlightControl
{
    private const double Growth = 1.5;

    // As long as the longest wait may be: a holder that died keeps nobody from asking for longer.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestLanding = TimeSpan.FromSeconds(2);

    private readonly ISharedFlights _shared;
    private readonly StageRunner _runner;
    private readonly TimeProvider _time;
    private readonly TimeSpan _longestWait;
    private readonly TimeSpan _longestLook;

    /// <param name="shared">The flights of all instances.</param>
    /// <param name="runner">Turns what fails into a flight that takes off.</param>
    /// <param name="flights">How long to wait for others.</param>
    /// <param name="pipeline">How long the store may take for one look.</param>
    /// <param name="time">The clock.</param>
    public FlightControl(ISharedFlights shared, StageRunner runner, IOptions<FlightOptions> flights, IOptions<PipelineOptions> pipeline, TimeProvider time)
    {
        _shared = shared;
        _runner = runner;
        _time = time;
        _longestWait = flights.Value.SharedWait;
        _longestLook = pipeline.Value.LookupDeadline;
    }

    /// <summary>Returns the control where instances share a store and wait for each other; null elsewhere.</summary>
    public static FlightControl? Create(IServiceProvider services) =>
        services.GetService<ISharedFlights>() is { } shared && services.GetRequiredService<IOptions<FlightOptions>>().Value.SharedWait > TimeSpan.Zero
            ? ActivatorUtilities.CreateInstance<FlightControl>(services, shared)
            : null;

    /// <summary>Begins to agree with the other instances.</summary>
    /// <param name="entry">The entry that the flight's answer would be stored as.</param>
    /// <param name="findStored">Finds the answer that is stored for the flight's callers.</param>
    /// <param name="abandoned">Cancelled when nobody waits any more.</param>
    public Departure Depart(EntryId entry, Func<CancellationToken, ValueTask<Answer?>> findStored, CancellationToken abandoned)
    {
        var flight = Guid.CreateVersion7();
        return new Departure(flight, ClearAsync(token => _shared.TryTakeOffAsync(entry, flight, Lease, token), findStored, abandoned));
    }

    /// <summary>Lets the other instances ask for an entry again.</summary>
    public async ValueTask LandAsync(EntryId entry, Departure departure)
    {
        using var budget = new LookupBudget(LongestLanding, _time, CancellationToken.None);
        await _runner.RunAsync(Stage.Flights, budget, async token =>
        {
            await _shared.LandAsync(entry, departure.Flight, token);
            return true;
        });
    }

    private async Task<Answer?> ClearAsync(
        Func<CancellationToken, ValueTask<bool>> tryTakeOff, Func<CancellationToken, ValueTask<Answer?>> findStored, CancellationToken abandoned)
    {
        var started = _time.GetTimestamp();
        var pause = FirstPause;
        for (var left = _longestWait; left > TimeSpan.Zero; left = _longestWait - _time.GetElapsedTime(started))
        {
            using var budget = new LookupBudget(Shorter(left, _longestLook), _time, abandoned);
            var takeOff = await _runner.RunAsync(Stage.Flights, budget, tryTakeOff);
            if (takeOff.Failure is not StageFailure.None)
            {
                return null;
            }

            // Not before: who landed has stored its answer by then, and also who landed since this request's lookup.
            var stored = await _runner.RunAsync(Stage.Flights, budget, findStored);
            if (stored.Value is not null || stored.Failure is not StageFailure.None || takeOff.Value)
            {
                return stored.Value;
            }

            await Task.Delay(Shorter(pause, left), _time, abandoned);
            pause = Shorter(pause * Growth, LongestPause);
        }

        return null;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
