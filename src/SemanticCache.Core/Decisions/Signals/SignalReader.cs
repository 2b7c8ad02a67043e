using System.Numerics.Tensors;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions.Signals;

/// <summary>Reads the signals of the candidates of one question: each pair by itself, and against what else is stored nearby.</summary>
internal sealed class SignalReader
{
    private const int MostSupport = 4;

    // Stand-ins where there is no other answer: as far away as candidates are looked for, and as answers of other needs commonly are.
    private const double NoRivalSimilarity = 0.34;
    private const double NoRivalAnswerSimilarity = 0.3;

    private readonly QuestionWords _question;
    private readonly ReadOnlyMemory<float> _vector;
    private readonly IReadOnlyList<VerifiedCandidate> _candidates;
    private readonly int _limit;
    private readonly double[] _answerSimilarities;
    private readonly QuestionWords?[] _wordings;
    private readonly double?[] _logits;
    private readonly bool[,] _sameAnswers;
    private readonly CandidateSignals?[] _fixed;

    /// <param name="question">The question.</param>
    /// <param name="vector">Its vector.</param>
    /// <param name="candidates">The candidates, most similar first.</param>
    /// <param name="limit">How many candidates were searched for: a full list means that others may stand right behind the last.</param>
    /// <param name="answers">Tells which candidates have the same answer.</param>
    public SignalReader(
        string question, ReadOnlyMemory<float> vector, IReadOnlyList<VerifiedCandidate> candidates, int limit, AnswerIdentity answers)
    {
        _question = QuestionWords.Of(question);
        _vector = vector;
        _candidates = candidates;
        _limit = limit;
        _answerSimilarities = [.. candidates.Select(candidate => AnswerSimilarity(candidate.Candidate))];
        _wordings = [.. candidates.Select(candidate => candidate.Probability is null ? null : QuestionWords.Of(candidate.Candidate.Question))];
        _logits = [.. candidates.Select(candidate => candidate.Logit)];
        _sameAnswers = Relate(candidates, answers);
        _fixed = new CandidateSignals?[candidates.Count];
    }

    private SignalReader(SignalReader known, IReadOnlyList<VerifiedCandidate> candidates)
    {
        (_question, _vector, _limit, _candidates) = (known._question, known._vector, known._limit, candidates);
        (_answerSimilarities, _wordings, _sameAnswers, _fixed) = (known._answerSimilarities, known._wordings, known._sameAnswers, known._fixed);
        _logits = [.. candidates.Select(candidate => candidate.Logit)];
    }

    /// <summary>The number of candidates.</summary>
    public int Count => _candidates.Count;

    /// <summary>
    /// Returns a reader for other verdicts of the verifier on the same candidates, which keeps what does not depend on them; null where it read
    /// other candidates than this one takes for read.
    /// </summary>
    public SignalReader? With(IReadOnlyList<VerifiedCandidate> candidates) =>
        candidates.Zip(_logits).All(pair => pair.First.Logit is null == pair.Second is null) ? new SignalReader(this, candidates) : null;

    /// <summary>Returns the signals of the candidate of this rank, which the verifier must have read.</summary>
    public CandidateSignals Read(int rank)
    {
        var signals = (_fixed[rank] ??= ReadFixed(rank)).Copy();
        ReadVerifier(signals, rank, _logits);
        return signals;
    }

    /// <summary>Writes the signals that depend on the verifier's odds, for given ones.</summary>
    /// <param name="signals">The signals of the candidate of this rank.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="logits">The odds of every candidate, null for those that the reader was made without.</param>
    public void ReadVerifier(CandidateSignals signals, int rank, ReadOnlySpan<double?> logits)
    {
        var own = logits[rank] ?? throw new InvalidOperationException("The verifier has not read this candidate.");
        var (support, rival, sum, verified) = (VerifiedCandidate.LowestLogit, VerifiedCandidate.LowestLogit, own, 1);
        for (var other = 0; other < _candidates.Count; other++)
        {
            if (other == rank || logits[other] is not { } logit)
            {
                continue;
            }

            if (HaveSameAnswer(rank, other))
            {
                support = Math.Max(support, logit);
                sum += logit;
                verified++;
            }
            else
            {
                rival = Math.Max(rival, logit);
            }
        }

        signals[Signal.Verifier] = own;
        signals[Signal.VerifierTimesSimilarity] = own * _candidates[rank].Candidate.Similarity;
        signals[Signal.BestSupport] = support;
        signals[Signal.MeanSupport] = sum / verified;
        signals[Signal.BestRival] = rival;
        signals[Signal.VerifierMargin] = own - rival;
    }

    private CandidateSignals ReadFixed(int rank)
    {
        var signals = new CandidateSignals();
        ReadPair(signals, rank);
        ReadRivals(signals, rank);
        ReadWords(signals, rank);
        return signals;
    }

    private void ReadPair(CandidateSignals signals, int rank)
    {
        signals[Signal.Similarity] = _candidates[rank].Candidate.Similarity;
        signals[Signal.AnswerSimilarity] = _answerSimilarities[rank];
        signals[Signal.QuestionLength] = Math.Log(_question.Count + 1);
        signals[Signal.LengthRatio] = Math.Abs(Math.Log((_question.Count + 1.0) / (Wording(rank).Count + 1)));
    }

    private void ReadRivals(CandidateSignals signals, int rank)
    {
        var (similarity, answer, support) = (double.NegativeInfinity, double.NegativeInfinity, 0);
        for (var other = 0; other < _candidates.Count; other++)
        {
            if (other == rank)
            {
                continue;
            }

            if (HaveSameAnswer(rank, other))
            {
                support++;
                continue;
            }

            similarity = Math.Max(similarity, _candidates[other].Candidate.Similarity);

            // An answer that was never embedded may fit the question as well as this one does.
            answer = Math.Max(answer, IsEmbedded(_candidates[other].Candidate) ? _answerSimilarities[other] : _answerSimilarities[rank]);
        }

        var isAlone = double.IsNegativeInfinity(similarity);
        if (isAlone)
        {
            similarity = _candidates.Count >= _limit ? _candidates[^1].Candidate.Similarity : NoRivalSimilarity;
            answer = NoRivalAnswerSimilarity;
        }

        signals[Signal.SupportCount] = Math.Min(support, MostSupport);
        signals[Signal.NoRival] = isAlone ? 1 : 0;
        signals[Signal.SimilarityMargin] = _candidates[rank].Candidate.Similarity - similarity;
        signals[Signal.AnswerMargin] = _answerSimilarities[rank] - answer;
    }

    private void ReadWords(CandidateSignals signals, int rank)
    {
        const double Nothing = 1e-6;
        var wording = Wording(rank);
        var answer = QuestionWords.Of(_candidates[rank].Candidate.Entry.Answer.Text);
        var (unshared, unsupported, heaviest, unsupportedByAny) = (0.0, 0.0, 0.0, 0.0);
        foreach (var (stem, weight) in _question.Weighted)
        {
            if (wording.HasLike(stem))
            {
                continue;
            }

            unshared += weight;
            if (answer.HasLike(stem))
            {
                continue;
            }

            unsupported += weight;
            heaviest = Math.Max(heaviest, weight);
            unsupportedByAny += IsInSupport(rank, stem) ? 0 : weight;
        }

        var (unasked, unaskedButAnswered) = (0.0, 0.0);
        foreach (var (stem, weight) in wording.Weighted)
        {
            if (!_question.HasLike(stem))
            {
                unasked += weight;
                unaskedButAnswered += answer.HasLike(stem) ? weight : 0;
            }
        }

        var total = _question.Weight + Nothing;
        signals[Signal.Coverage] = 1 - (unsupported / total);
        signals[Signal.Unsupported] = unsupported;
        signals[Signal.HeaviestUnsupported] = heaviest;
        signals[Signal.UnsupportedByAny] = unsupportedByAny;
        signals[Signal.UnaskedShare] = unasked / (wording.Weight + Nothing);
        signals[Signal.UnaskedButAnswered] = unaskedButAnswered;
        signals[Signal.WordOverlap] = (total - unshared) / (total + unasked);
    }

    private bool IsInSupport(int rank, string stem)
    {
        for (var other = 0; other < _candidates.Count; other++)
        {
            if (other != rank && _wordings[other] is { } wording && HaveSameAnswer(rank, other) && wording.HasLike(stem))
            {
                return true;
            }
        }

        return false;
    }

    // Of two candidates that the verifier has not read, neither has signals to be read.
    private static bool[,] Relate(IReadOnlyList<VerifiedCandidate> candidates, AnswerIdentity answers)
    {
        var same = new bool[candidates.Count, candidates.Count];
        for (var left = 0; left < candidates.Count; left++)
        {
            for (var right = 0; right < left; right++)
            {
                var matters = candidates[left].Probability is not null || candidates[right].Probability is not null;
                same[left, right] = same[right, left] = matters && answers.IsSame(candidates[left].Candidate.Entry, candidates[right].Candidate.Entry);
            }
        }

        return same;
    }

    private bool HaveSameAnswer(int left, int right) => _sameAnswers[left, right];

    private QuestionWords Wording(int rank) => _wordings[rank]!;

    // An answer that was never embedded supports nothing: doubt lowers the confidence.
    private double AnswerSimilarity(Candidate candidate) =>
        IsEmbedded(candidate) ? TensorPrimitives.Dot(_vector.Span, candidate.Entry.AnswerVector.Span) : 0;

    private bool IsEmbedded(Candidate candidate) =>
        !candidate.Entry.AnswerVector.IsEmpty && candidate.Entry.AnswerVector.Length == _vector.Length;
}
