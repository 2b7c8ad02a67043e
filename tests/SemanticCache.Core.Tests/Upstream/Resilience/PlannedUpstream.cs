using System.Runtime.CompilerServices;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Tests.Upstream.Resilience;

/// <summary>An endpoint that fails as planned, call by call, and answers when the plan is done; a fake.</summary>
internal sealed class PlannedUpstream : IUpstreamClient
{
    private readonly Queue<UpstreamException> _failures;
    private readonly string _text;

    public PlannedUpstream(string text, params UpstreamException[] failures)
    {
        _text = text;
        _failures = new Queue<UpstreamException>(failures);
    }

    /// <summary>What it was asked.</summary>
    public List<UpstreamRequest> Requests { get; } = [];

    /// <summary>Gets or sets whether it fails after its first part.</summary>
    public bool FailsInMidAnswer { get; set; }

    /// <summary>Gets or sets the tokens of its answers.</summary>
    public TokenUsage Usage { get; set; }

    public static UpstreamException Failure(UpstreamFailure failure, int? status = null, string? retryAfter = null) =>
        new(failure, $"It is {failure}.", status) { RetryAfter = retryAfter };

    public async IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Requests.Add(request);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (!FailsInMidAnswer && _failures.TryDequeue(out var failure))
        {
            throw failure;
        }

        yield return new TextDelta(_text);
        if (FailsInMidAnswer)
        {
            throw _failures.Dequeue();
        }

        yield return new AnswerEnd(FinishReasons.Stop, "m", Usage);
    }
}
