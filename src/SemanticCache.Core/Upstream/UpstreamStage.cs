using SemanticCache.Core.Entries;
using SemanticCache.Core.Reporting.Tracing;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Upstream.Flights;
using SemanticCache.Core.Upstream.Routes;

namespace SemanticCache.Core.Upstream;

/// <summary>Asks the upstream, once for all callers that ask the same at the same time.</summary>
internal sealed class UpstreamStage
{
    // While an answer is being stored its flight can be joined, but not for as long as a hung store likes.
    private static readonly TimeSpan LongestLanding = TimeSpan.FromSeconds(5);

    private readonly UpstreamRegistry _upstreams;
    private readonly FlightControl? _control;
    private readonly TimeProvider _time;
    private readonly FlightTable _flights = new();
    private readonly FlightTable _ownTerms = new();

    /// <param name="upstreams">Who can be asked.</param>
    /// <param name="control">Agrees with other instances; null where this one asks for itself alone.</param>
    /// <param name="time">The clock.</param>
    public UpstreamStage(UpstreamRegistry upstreams, FlightControl? control, TimeProvider time)
    {
        _upstreams = upstreams;
        _control = control;
        _time = time;
    }

    /// <summary>
    /// Returns the answer's parts, whether they come from a flight that was under way, here or at another instance, and the way that this flight
    /// took. A whole answer is handed to <paramref name="landed"/>, and until that is done the flight can still be joined.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="stream">Whether the upstream is asked for a stream.</param>
    /// <param name="findStored">Finds what another instance has stored for the request; null asks no other instance.</param>
    /// <param name="landed">Stores the answer.</param>
    /// <param name="cancellationToken">Ends the wait for other instances.</param>
    public ValueTask<(IAsyncEnumerable<AnswerEvent> Parts, bool Joined, RouteChoice? Route)> AskAsync(
        ScopedRequest request, bool stream, Func<CancellationToken, ValueTask<Answer?>>? findStored, Func<Answer, Task> landed, CancellationToken cancellationToken)
    {
        var plan = _upstreams.Plan(request.Policy.Upstream, UpstreamRequest.Of(request.Request, stream))
            ?? throw new UpstreamException(UpstreamFailure.Unavailable, $"The upstream '{request.Policy.Upstream}' is not configured.");

        if (!MayJoin(request))
        {
            var own = new Flight(plan.Choice);
            own.TryJoin();
            _ = FlyAsync(own, plan, request, landed, departure: null);
            return ValueTask.FromResult((own.ReadAsync(CancellationToken.None), false, own.Route));
        }

        var flight = FlightsFor(request).Board(request.EntryId, plan.Choice, out var opened);
        var departure = opened && findStored is not null && !HasOwnTerms(request) ? _control?.Depart(request.EntryId, findStored, flight.Abandoned) : null;
        if (opened)
        {
            _ = FlyAsync(flight, plan, request, landed, departure);
        }
        else
        {
            // The upstream's span has one parent, who opened the flight; whoever joined finds it from there.
            CacheSpans.Link(flight.Origin);
        }

        return departure is null
            ? ValueTask.FromResult((flight.ReadAsync(CancellationToken.None), !opened, flight.Route))
            : DepartedAsync(flight, departure, cancellationToken);
    }

    /// <summary>Completes when no answer for this entry is on its way or being stored.</summary>
    public Task WhenLandedAsync(EntryId entry) => _flights.Find(entry)?.Landed ?? Task.CompletedTask;

    // Whoever wants a fresh or private answer flies alone, and so does a request that has no scope.
    private static bool MayJoin(ScopedRequest request) =>
        request is { Bypass: BypassReason.None, Request.Controls: { NoCache: false, NoStore: false } };

    // What another instance stores may be too old or too far for who sets bars or an age of its own; such flights are this instance's alone.
    private static bool HasOwnTerms(ScopedRequest request) =>
        request.Request.Controls is not { MaximumAge: null, SimilarityThreshold: null, MinimumConfidence: null };

    private FlightTable FlightsFor(ScopedRequest request) => _control is not null && HasOwnTerms(request) ? _ownTerms : _flights;

    // What its provider had in a cache concerns this answer's price alone.
    private static Answer Storable(Answer answer) => answer with { Usage = answer.Usage with { CachedInputTokens = 0 } };

    // Nobody can tell where the answer comes from before the other instances have been heard.
    private static async ValueTask<(IAsyncEnumerable<AnswerEvent> Parts, bool Joined, RouteChoice? Route)> DepartedAsync(
        Flight flight, Departure departure, CancellationToken cancellationToken)
    {
        try
        {
            var isStored = await departure.Stored.WaitAsync(cancellationToken) is not null;
            return (flight.ReadAsync(CancellationToken.None), isStored, isStored ? null : flight.Route);
        }
        catch
        {
            flight.Leave();
            throw;
        }
    }

    private async Task FlyAsync(Flight flight, UpstreamPlan plan, ScopedRequest request, Func<Answer, Task> landed, Departure? departure)
    {
        try
        {
            if (departure is not null && await departure.Stored is { } stored)
            {
                Replay(stored, flight);
            }
            else
            {
                await AskAsync(flight, plan, landed);
            }
        }
        catch (Exception failure)
        {
            // The boundary of a flight, which nobody awaits: its callers get the failure, whatever it is.
            flight.End(failure);
        }
        finally
        {
            FlightsFor(request).Remove(request.EntryId, flight);
            flight.Dispose();
        }

        if (departure is not null)
        {
            await _control!.LandAsync(request.EntryId, departure);
        }
    }

    private async Task AskAsync(Flight flight, UpstreamPlan plan, Func<Answer, Task> landed)
    {
        var capture = new AnswerCapture();
        await foreach (var part in plan.AskAsync(flight.Abandoned))
        {
            capture.Add(part);
            flight.Publish(part);
        }

        var answer = capture.Finish()
            ?? throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream stopped before the answer's end.");
        flight.End(failure: null);
        await Task.WhenAny(landed(Storable(answer)), Task.Delay(LongestLanding, _time));
    }

    private static void Replay(Answer answer, Flight flight)
    {
        foreach (var part in AnswerCapture.Replay(answer))
        {
            flight.Publish(part);
        }

        flight.End(failure: null);
    }
}
