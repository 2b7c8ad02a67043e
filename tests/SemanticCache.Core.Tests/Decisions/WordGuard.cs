using SemanticCache.Core.Decisions;

namespace SemanticCache.Core.Tests.Decisions;

/// <summary>A guard that refuses candidates with a word.</summary>
internal sealed class WordGuard : IGuard
{
    private readonly string _word;

    public WordGuard(string word)
    {
        _word = word;
    }

    public string Name => "word";

    public bool Refuses(string question, string candidateQuestion) => candidateQuestion.Contains(_word, StringComparison.Ordinal);
}
