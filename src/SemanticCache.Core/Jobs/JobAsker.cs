using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Jobs;

/// <summary>Asks the pipeline what a job wants to know, as whoever created the job.</summary>
internal sealed class JobAsker
{
    /// <summary>How long an answer may take; the lease of a job is longer.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(2);

    private const string AskedAnew = "no_cache";

    private readonly CachePipeline _pipeline;
    private readonly TimeProvider _time;

    public JobAsker(CachePipeline pipeline, TimeProvider time)
    {
        _pipeline = pipeline;
        _time = time;
    }

    /// <summary>Returns the id of the entry that holds the answer to a request; null where nothing ever will.</summary>
    public EntryId? Identify(CacheRequest request) => _pipeline.Identify(request);

    /// <summary>Asks, and reads the whole answer, which the pipeline then stores; returns why that was not possible, in one word, or nothing.</summary>
    /// <param name="request">The question.</param>
    /// <param name="isAnew">Whether a stored answer does not count.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task<string> AskAsync(CacheRequest request, bool isAnew, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(LongestAnswer, _time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var asked = isAnew ? request with { Controls = request.Controls with { NoCache = true } } : request;
            await using var reply = await _pipeline.CompleteAsync(asked, stream: false, ending.Token);
            await using var parts = reply.Parts.GetAsyncEnumerator(ending.Token);
            var any = false;
            while (await parts.MoveNextAsync())
            {
                any = true;
            }

            return !any ? "no_answer" : reply.Outcome is { Kind: CacheOutcomeKind.Bypass, Reason: not AskedAnew } ? reply.Outcome.Reason : "";
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of a job's request: whatever became of it, the next one gets its chance, and the job says what happened.
            return late.IsCancellationRequested ? "too_late" : FailureReasons.Of(failure);
        }
    }
}
