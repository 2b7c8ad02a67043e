using BitFaster.Caching.Lru;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>The confidences of pairs that a model judged lately.</summary>
internal sealed class VerifiedPairs
{
    // The order of the texts counts, so a new encoding of a pair needs a new version.
    private const string KeyVersion = "semantic-cache-pair-1";
    private const int SmallestCache = 3;

    private readonly string _fingerprint;
    private readonly ConcurrentLru<UInt128, float>? _recent;

    /// <summary>Makes room for so many pairs of one model; 0 keeps none.</summary>
    public VerifiedPairs(string fingerprint, int capacity)
    {
        _fingerprint = fingerprint;
        _recent = capacity == 0 ? null : new ConcurrentLru<UInt128, float>(Math.Max(capacity, SmallestCache));
    }

    /// <summary>Returns the pair's key: 128 bits of SHA-256, because whoever asks chooses the texts.</summary>
    public UInt128 KeyOf(string question, string candidateQuestion)
    {
        if (_recent is null)
        {
            return default;
        }

        var hash = new CanonicalHash(KeyVersion);
        try
        {
            hash.Add("model", _fingerprint);
            hash.Add("question", question);
            hash.Add("candidate", candidateQuestion);
            return hash.Finish();
        }
        finally
        {
            hash.Dispose();
        }
    }

    /// <summary>Returns a pair's confidence, if it is known.</summary>
    public bool TryGet(UInt128 key, out float confidence)
    {
        confidence = 0;
        return _recent is not null && _recent.TryGet(key, out confidence);
    }

    /// <summary>Keeps a result when it is a confidence; everything else may end otherwise next time.</summary>
    public void Keep(UInt128 key, VerificationResult result)
    {
        if (result is { Status: VerificationStatus.Verified, Confidence: >= 0 and <= 1 })
        {
            _recent?.AddOrUpdate(key, result.Confidence);
        }
    }
}
