using System.IO.Hashing;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using BitFaster.Caching.Lru;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Agreement;

/// <summary>Compares answers, remembering the facts and vectors of those compared before by a hash of what they say.</summary>
internal sealed class AnswerComparer
{
    private readonly AnswerVectors _vectors;
    private readonly ConcurrentLru<UInt128, ReadAnswer> _read;

    public AnswerComparer(IEmbedder embedder, IOptions<AgreementOptions> options)
    {
        _vectors = new AnswerVectors(embedder);
        _read = new ConcurrentLru<UInt128, ReadAnswer>(options.Value.RememberedAnswers);
    }

    /// <summary>Compares two answers; they are embedded only where the facts leave it open. A broken model throws.</summary>
    public async ValueTask<AgreementVerdict> CompareAsync(Answer left, Answer right, CancellationToken cancellationToken)
    {
        var (leftKey, rightKey) = (KeyOf(left), KeyOf(right));
        var (one, other) = (Read(leftKey, left), Read(rightKey, right));
        var verdict = Compare(one, other);
        if (verdict.Reason != AgreementReasons.UnknownSimilarity)
        {
            return verdict;
        }

        one = await EmbedAsync(leftKey, one, cancellationToken);
        other = await EmbedAsync(rightKey, other, cancellationToken);
        return Compare(one, other);
    }

    /// <summary>Reads and embeds an answer, so that <see cref="TryCompare"/> knows it from now on. A broken model throws.</summary>
    public async ValueTask RememberAsync(Answer answer, CancellationToken cancellationToken)
    {
        var key = KeyOf(answer);
        await EmbedAsync(key, Read(key, answer), cancellationToken);
    }

    /// <summary>Returns the cosine of two answers' vectors; null when the model cannot read one or has no time. A broken model throws.</summary>
    public async ValueTask<float?> SimilarityAsync(Answer left, Answer right, CancellationToken cancellationToken)
    {
        var (leftKey, rightKey) = (KeyOf(left), KeyOf(right));
        var one = await EmbedAsync(leftKey, Read(leftKey, left), cancellationToken);
        return SimilarityOf(one, await EmbedAsync(rightKey, Read(rightKey, right), cancellationToken));
    }

    /// <summary>Compares two answers by what is remembered of them alone: unsure when one was not read, or where a vector that is missing would decide.</summary>
    public AgreementVerdict TryCompare(Answer left, Answer right) =>
        _read.TryGet(KeyOf(left), out var one) && _read.TryGet(KeyOf(right), out var other)
            ? Compare(one, other)
            : new AgreementVerdict(AgreementKind.Unsure, AgreementReasons.NotRead);

    private static AgreementVerdict Compare(ReadAnswer left, ReadAnswer right) =>
        AnswerAgreement.Compare(left.Facts, right.Facts, SimilarityOf(left, right));

    private static float? SimilarityOf(ReadAnswer left, ReadAnswer right) =>
        left.Vector.IsEmpty || right.Vector.IsEmpty ? null : TensorPrimitives.Dot(left.Vector.Span, right.Vector.Span);

    private ReadAnswer Read(UInt128 key, Answer answer) =>
        _read.GetOrAdd(key, static (_, read) => new ReadAnswer(AnswerFacts.Of(read), default), answer);

    private async ValueTask<ReadAnswer> EmbedAsync(UInt128 key, ReadAnswer answer, CancellationToken cancellationToken)
    {
        if (!answer.Vector.IsEmpty)
        {
            return answer;
        }

        var embedded = answer with { Vector = await _vectors.EmbedAsync(answer.Facts, cancellationToken) };
        _read.AddOrUpdate(key, embedded);
        return embedded;
    }

    private static UInt128 KeyOf(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var hash = new XxHash128();
        Append(hash, answer.Text);
        foreach (var call in answer.ToolCalls)
        {
            Append(hash, call.Name);
            Append(hash, call.Arguments);
        }

        return hash.GetCurrentHashAsUInt128();
    }

    // The length keeps "a" + "bc" and "ab" + "c" apart.
    private static void Append(XxHash128 hash, string text)
    {
        Span<int> length = [text.Length];
        hash.Append(MemoryMarshal.AsBytes(length));
        hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
