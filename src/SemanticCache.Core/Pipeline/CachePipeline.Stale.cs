using System.Runtime.CompilerServices;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Pipeline;

/// <content>Answers that have just expired: served while a fresh one is fetched, or where none can be had.</content>
internal sealed partial class CachePipeline
{
    private async ValueTask<(CacheOutcome Outcome, IAsyncEnumerable<AnswerEvent> Parts)> AnswerAsync(
        ScopedRequest request, Finding finding, bool stream, CancellationToken cancellationToken)
    {
        if (finding.Outcome.Entry is { } entry)
        {
            return (finding.Outcome, Replay(request.Request, entry.Answer, stream));
        }

        var stale = await FindStaleAsync(request, finding.Outcome, cancellationToken);
        if (stale is { } expired && _time.GetUtcNow() - expired.Entry.ExpiresAt <= request.Policy.StaleWhileRevalidate)
        {
            _ = RefreshAsync(request, finding);
            return Stale(request, expired, "revalidating", stream);
        }

        var (outcome, parts) = await ForwardAsync(request, finding, stream, cancellationToken);
        return stale is { } last && _time.GetUtcNow() - last.Entry.ExpiresAt <= request.Policy.StaleIfError
            ? await OrStaleAsync(outcome, parts, () => Stale(request, last, "upstream_failed", stream), cancellationToken)
            : (outcome, parts);
    }

    private async ValueTask<EntryMatch?> FindStaleAsync(ScopedRequest request, CacheOutcome outcome, CancellationToken cancellationToken)
    {
        var longest = request.Policy.LongestStale;
        if (outcome.Kind is not CacheOutcomeKind.Miss || !request.IsServed || longest <= TimeSpan.Zero || request.Request.Controls.MaximumAge is not null)
        {
            return null;
        }

        using var budget = new LookupBudget(_lookupDeadline, _time, cancellationToken);
        var found = await _runner.RunAsync(Stage.Exact, budget, token => _stages.Exact.FindStaleAsync(request, longest, token));
        return found.Value;
    }

    // Whoever asks the same meanwhile joins this flight, so that an entry is refreshed once.
    private async Task RefreshAsync(ScopedRequest request, Finding finding)
    {
        try
        {
            var (_, parts) = await ForwardAsync(request, finding, stream: false, CancellationToken.None);
            await foreach (var part in parts)
            {
                // Read to its end: only a whole answer is stored.
            }
        }
        catch (UpstreamException)
        {
            // The caller has its answer, the endpoint's metrics tell of the failure, and the next request tries again.
            return;
        }
    }

    private (CacheOutcome Outcome, IAsyncEnumerable<AnswerEvent> Parts) Stale(ScopedRequest request, EntryMatch match, string reason, bool stream)
    {
        var outcome = new CacheOutcome
        {
            Kind = CacheOutcomeKind.StaleHit,
            Reason = reason,
            Entry = match.Entry,
            Alias = match.Alias,
            Age = _time.GetUtcNow() - match.Entry.CreatedAt,
        };
        return (outcome, Replay(request.Request, match.Entry.Answer, stream));
    }

    // Only here is a request held back until its first part comes: there is something better than an error to fall back on.
    private static async ValueTask<(CacheOutcome Outcome, IAsyncEnumerable<AnswerEvent> Parts)> OrStaleAsync(
        CacheOutcome outcome, IAsyncEnumerable<AnswerEvent> parts, Func<(CacheOutcome Outcome, IAsyncEnumerable<AnswerEvent> Parts)> stale, CancellationToken cancellationToken)
    {
        var reading = parts.GetAsyncEnumerator(cancellationToken);
        try
        {
            return (outcome, FromFirstAsync(reading, await reading.MoveNextAsync(), cancellationToken));
        }
        catch (UpstreamException failure) when (failure.Failure is not UpstreamFailure.Rejected)
        {
            await reading.DisposeAsync();
            return stale();
        }
        catch
        {
            await reading.DisposeAsync();
            throw;
        }
    }

    private static async IAsyncEnumerable<AnswerEvent> FromFirstAsync(
        IAsyncEnumerator<AnswerEvent> reading, bool hasPart, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (reading)
        {
            for (; hasPart; hasPart = await reading.MoveNextAsync())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return reading.Current;
            }
        }
    }
}
