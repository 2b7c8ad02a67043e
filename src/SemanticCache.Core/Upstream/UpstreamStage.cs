using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Upstream.Flights;

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
    /// Returns the answer's parts, and whether they come from a flight that was under way.
    /// A whole answer is handed to <paramref name="landed"/>, and until that is done the flight can still be joined.
    /// </summary>
    public (IAsyncEnumerable<AnswerEvent> Parts, bool Joined) Ask(ScopedRequest request, bool stream, Func<Answer, Task> landed)
    {
        var client = _upstreams.Find(request.Policy.Upstream)
            ?? throw new UpstreamException(UpstreamFailure.Unavailable, $"The upstream '{request.Policy.Upstream}' is not configured.");

        if (!MayJoin(request))
        {
            var own = new Flight();
            own.TryJoin();
            _ = FlyAsync(own, client, request, stream, landed);
            return (own.ReadAsync(CancellationToken.None), false);
        }

        var flight = _flights.Board(request.EntryId, out var opened);
        if (opened)
        {
            _ = FlyAsync(flight, client, request, stream, landed);
        }

        return (flight.ReadAsync(CancellationToken.None), !opened);
    }

    // Whoever wants a fresh or private answer flies alone, and so does a request that has no scope.
    private static bool MayJoin(ScopedRequest request) =>
        request is { Bypass: BypassReason.None, Request.Controls: { NoCache: false, NoStore: false } };

    /// <summary>Completes when no answer for this entry is on its way or being stored.</summary>
    public Task WhenLandedAsync(EntryId entry) => _flights.Find(entry)?.Landed ?? Task.CompletedTask;

    private async Task FlyAsync(Flight flight, IUpstreamClient client, ScopedRequest request, bool stream, Func<Answer, Task> landed)
    {
        var capture = new AnswerCapture();
        try
        {
            await foreach (var part in client.AskAsync(UpstreamRequest.Of(request.Request, stream), flight.Abandoned))
            {
                capture.Add(part);
                flight.Publish(part);
            }

            var answer = capture.Finish()
                ?? throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream stopped before the answer's end.");
            flight.End(failure: null);
            await Task.WhenAny(landed(answer), Task.Delay(LongestLanding, _time));
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
