using Microsoft.Extensions.AI;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Client.Chat;

/// <summary>What the cache said of a request.</summary>
/// <param name="Metadata">How the lookup ended.</param>
/// <param name="Answer">The stored answer; null unless it is a hit.</param>
/// <param name="Question">The question to store the answer to; null where it must not be stored.</param>
internal sealed record CacheLookup(CacheMetadata Metadata, Answer? Answer, Question? Question)
{
    /// <summary>A request that goes on without the cache.</summary>
    public static CacheLookup Bypass(string reason, Question? question = null) =>
        new(new CacheMetadata { Outcome = Outcome.Bypass, Reason = reason }, null, question);

    /// <summary>Writes how the lookup ended under the documented keys.</summary>
    public void Describe(AdditionalPropertiesDictionary properties)
    {
        properties[SemanticCacheProperties.Outcome] = WordFor(Metadata.Outcome);
        properties[SemanticCacheProperties.Reason] = Metadata.Reason;
        if (Metadata.EntryId.Length > 0)
        {
            properties[SemanticCacheProperties.EntryId] = Metadata.EntryId;
        }

        if (Metadata.HasSimilarity)
        {
            properties[SemanticCacheProperties.Similarity] = Metadata.Similarity;
        }

        if (Metadata.HasConfidence)
        {
            properties[SemanticCacheProperties.Confidence] = Metadata.Confidence;
        }
    }

    private static string WordFor(Outcome outcome) => outcome switch
    {
        Outcome.ExactHit => "exact_hit",
        Outcome.SemanticHit => "semantic_hit",
        Outcome.Bypass => "bypass",
        _ => "miss",
    };
}
