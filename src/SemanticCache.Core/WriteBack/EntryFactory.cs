using SemanticCache.Core.Agreement;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.WriteBack;

/// <summary>Makes the entry that stores an answer, embedding its question where that has not been done.</summary>
internal sealed class EntryFactory
{
    // No request waits any more, but the answers behind this one do; without a vector the entry serves the exact tier.
    private static readonly TimeSpan LongestEmbedding = TimeSpan.FromSeconds(5);

    private readonly EmbeddingStage _embedding;
    private readonly StageRunner _runner;
    private readonly TimeProvider _time;

    public EntryFactory(EmbeddingStage embedding, StageRunner runner, TimeProvider time)
    {
        _embedding = embedding;
        _runner = runner;
        _time = time;
    }

    /// <summary>Makes the entry; one whose question cannot be embedded belongs to the exact tier alone.</summary>
    public async Task<CacheEntry> CreateAsync(WriteBackItem item, CancellationToken cancellationToken)
    {
        var request = item.Request;
        var vector = item.Vector.IsEmpty && request.SemanticBypass is BypassReason.None
            ? await EmbedAsync(request.Question, cancellationToken)
            : item.Vector;

        // An entry that no search finds needs no answer to compare with others.
        var answerVector = vector.IsEmpty ? default : await EmbedAsync(AnswerText.OpeningOf(item.Answer), cancellationToken);
        var now = _time.GetUtcNow();
        var life = LifeJitter.Shorten(item.TimeToLive, request.EntryId, request.Policy.TimeToLiveJitter);
        return new CacheEntry
        {
            Id = request.EntryId,
            Namespace = request.Namespace.Name,
            Tenant = request.Request.Caller.Tenant,
            Scope = request.Scope,
            Question = request.Question,
            Answer = item.Answer,
            Vector = vector,
            AnswerVector = answerVector,
            EmbeddingFingerprint = vector.IsEmpty ? "" : _embedding.Model.Fingerprint,
            CreatedAt = now,
            ExpiresAt = item.IsPinned ? CacheEntry.Never : now + life,
            TimeToLive = life,
            Cost = AnswerCost.Of(request.Question, item.Answer, request.Policy.Prices),
            LastUsedAt = now,
            Tags = SubjectTag.TagsFor(request),
            Sources = request.Request.Controls.Sources,
        };
    }

    private async Task<ReadOnlyMemory<float>> EmbedAsync(string text, CancellationToken cancellationToken)
    {
        using var budget = new LookupBudget(LongestEmbedding, _time, cancellationToken);
        var embedding = await _runner.RunAsync(Stage.Embedding, budget, token => _embedding.EmbedAsync(text, token));
        return embedding.Value.Vector;
    }
}
