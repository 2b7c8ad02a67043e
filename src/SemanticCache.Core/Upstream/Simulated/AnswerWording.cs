namespace SemanticCache.Core.Upstream.Simulated;

/// <summary>How a simulated endpoint words the answers of its replay files.</summary>
public enum AnswerWording
{
    /// <summary>As written.</summary>
    Fixed,

    /// <summary>Differently at each call: greeting, closing, synonyms, order of sentences, list or bold; the substance stays.</summary>
    Varied,
}
