using SemanticCache.Core.Entries;
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
    private readonly TimeProvider _time;
    private readonly FlightTable _flights = new();

    public UpstreamStage(UpstreamRegistry upstreams, TimeProvider time)
    {
        _upstreams = upstreams;
        _time = time;
    }

    /// <summary>
    /// Returns the answer's parts, whether they come from a flight that was under way, and the way that this flight took.
    /// A whole answer is handed to <paramref name="landed"/>, and until that is done the flight can still be joined.
    /// </summary>
    public (IAsyncEnumerable<AnswerEvent> Parts, bool Joined, RouteChoice? Route) Ask(ScopedRequest request, bool stream, Func<Answer, Task> landed)
    {
        var plan = _upstreams.Plan(request.Policy.Upstream, UpstreamRequest.Of(request.Request, stream))
            ?? throw new UpstreamException(UpstreamFailure.Unavailable, $"The upstream '{request.Policy.Upstream}' is not configured.");

        if (!MayJoin(request))
        {
            var own = new Flight(plan.Choice);
            own.TryJoin();
            _ = FlyAsync(own, plan, request, landed);
            return (own.ReadAsync(CancellationToken.None), false, own.Route);
        }

        var flight = _flights.Board(request.EntryId, plan.Choice, out var opened);
        if (opened)
        {
            _ = FlyAsync(flight, plan, request, landed);
        }

        return (flight.ReadAsync(CancellationToken.None), !opened, flight.Route);
    }

    // Whoever wants a fresh or private answer flies alone, and so does a request that has no scope.
    private static bool MayJoin(ScopedRequest request) =>
        request is { Bypass: BypassReason.None, Request.Controls: { NoCache: false, NoStore: false } };

    /// <summary>Completes when no answer for this entry is on its way or being stored.</summary>
    public Task WhenLandedAsync(EntryId entry) => _flights.Find(entry)?.Landed ?? Task.CompletedTask;

    // What its provider had in a cache concerns this answer's price alone.
    private static Answer Storable(Answer answer) => answer with { Usage = answer.Usage with { CachedInputTokens = 0 } };

    private async Task FlyAsync(Flight flight, UpstreamPlan plan, ScopedRequest request, Func<Answer, Task> landed)
    {
        var capture = new AnswerCapture();
        try
        {
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
        catch (Exception failure)
        {
            // The boundary of a flight, which nobody awaits: its callers get the failure, whatever it is.
            flight.End(failure);
        }
        finally
        {
            _flights.Remove(request.EntryId, flight);
            flight.Dispose();
        }
    }
}
