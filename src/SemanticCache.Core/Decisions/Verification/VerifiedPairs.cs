using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using BitFaster.Caching.Lru;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>What the verifier said of recent pairs; bounded in number.</summary>
internal sealed class VerifiedPairs
{
    private readonly ConcurrentLru<UInt128, float> _probabilities;
    private readonly long _seed;

    public VerifiedPairs(string fingerprint, int capacity)
    {
        _probabilities = new ConcurrentLru<UInt128, float>(capacity);
        _seed = (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(fingerprint.AsSpan()));
    }

    /// <summary>Returns the key of a pair; the order counts, since the model reads one after the other.</summary>
    public UInt128 KeyOf(string question, string candidateQuestion)
    {
        var hash = new XxHash128(_seed);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, question.Length);
        hash.Append(length);
        hash.Append(MemoryMarshal.AsBytes(question.AsSpan()));
        hash.Append(MemoryMarshal.AsBytes(candidateQuestion.AsSpan()));
        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>Finds the probability of a pair.</summary>
    public bool TryGet(UInt128 key, out float probability) => _probabilities.TryGet(key, out probability);

    /// <summary>Remembers the probability of a pair.</summary>
    public void Remember(UInt128 key, float probability) => _probabilities.AddOrUpdate(key, probability);
}
