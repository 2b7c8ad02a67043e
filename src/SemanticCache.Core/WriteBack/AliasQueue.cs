using System.Threading.Channels;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.WriteBack;

/// <summary>The bounded queue of wordings that verified decisions accepted, on their way to the store.</summary>
internal sealed class AliasQueue
{
    private readonly Channel<EntryAlias> _aliases;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;

    public AliasQueue(IOptions<WriteBackOptions> options, CacheMetrics metrics, TimeProvider time)
    {
        _aliases = Channel.CreateBounded<EntryAlias>(new BoundedChannelOptions(options.Value.QueueLimit) { SingleReader = true });
        _metrics = metrics;
        _time = time;
    }

    /// <summary>The waiting aliases.</summary>
    public ChannelReader<EntryAlias> Aliases => _aliases.Reader;

    /// <summary>
    /// Queues the wording of a request that a verified decision served, so that the same words are an exact hit from then on; it has no
    /// vector, because it is only likely right and must not draw others near. Whoever asks to be forgotten must not live on as a wording of
    /// an entry that stays, so it is queued only where both are the same person's, or nobody's. When the queue is full it is dropped: it will be verified again.
    /// </summary>
    public void Enqueue(ScopedRequest request, CacheOutcome outcome)
    {
        if (outcome.Kind is not CacheOutcomeKind.SemanticHit || outcome.Entry is not { } entry
            || request.Policy.Decision is DecisionKind.Threshold || request.Request.Controls.NoStore || !SubjectTag.IsOfSame(request, entry.Tags))
        {
            return;
        }

        var alias = new EntryAlias
        {
            Id = request.EntryId,
            Entry = entry.Id,
            Scope = request.Scope,
            Question = request.Question,
            Origin = AliasOrigin.Verified,
            CreatedAt = _time.GetUtcNow(),
        };
        if (!_aliases.Writer.TryWrite(alias))
        {
            _metrics.WriteBackDropped("alias_queue_full");
        }
    }

    /// <summary>Takes no more aliases, so that the worker can empty the queue and end.</summary>
    public void Close() => _aliases.Writer.TryComplete();
}
