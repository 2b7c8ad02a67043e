namespace SemanticCache.Core.Decisions.Signals;

/// <summary>What a confidence is made of, for one candidate among the others; the order is that of a calibration's weights.</summary>
internal enum Signal
{
    /// <summary>The logarithm of the odds that the verifier gives the candidate.</summary>
    Verifier,

    /// <summary>The similarity.</summary>
    Similarity,

    /// <summary>The product of both.</summary>
    VerifierTimesSimilarity,

    /// <summary>How different the two wordings are in length: the absolute logarithm of the ratio of their words.</summary>
    LengthRatio,

    /// <summary>The logarithm of the question's words.</summary>
    QuestionLength,

    /// <summary>The best verifier odds among other candidates with the same answer.</summary>
    BestSupport,

    /// <summary>The mean of the verifier's odds over the candidate and the others with the same answer.</summary>
    MeanSupport,

    /// <summary>How many other candidates have the same answer, at most four.</summary>
    SupportCount,

    /// <summary>The cosine of the question's vector and the answer's.</summary>
    AnswerSimilarity,

    /// <summary>The weight of the question's words that neither the candidate's wording nor its answer has, as a share of all, from one.</summary>
    Coverage,

    /// <summary>The weight of the question's words that neither has.</summary>
    Unsupported,

    /// <summary>The weight of the heaviest of them.</summary>
    HeaviestUnsupported,

    /// <summary>The weight of those that no verified wording with the same answer has either.</summary>
    UnsupportedByAny,

    /// <summary>The share of the wording's weight that the question lacks.</summary>
    UnaskedShare,

    /// <summary>The weight of the wording's words that the question lacks and the answer has.</summary>
    UnaskedButAnswered,

    /// <summary>The weight of the words that both wordings share, as a share of all.</summary>
    WordOverlap,

    /// <summary>The similarity less that of the best candidate with another answer.</summary>
    SimilarityMargin,

    /// <summary>The verifier's odds less the best among candidates with another answer.</summary>
    VerifierMargin,

    /// <summary>The best verifier odds among candidates with another answer.</summary>
    BestRival,

    /// <summary>1 where no candidate has another answer.</summary>
    NoRival,

    /// <summary>The answer's similarity to the question less the best among other answers.</summary>
    AnswerMargin,
}
