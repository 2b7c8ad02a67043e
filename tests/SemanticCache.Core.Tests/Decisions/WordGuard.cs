using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Guards;

namespace SemanticCache.Core.Tests.Decisions;

/// <summary>A guard that refuses candidates with a word.</summary>
internal sealed class WordGuard : IGuard
{
    private readonly string _word;

    public WordGuard(string word, string name = "word", bool isDefault = true)
    {
        _word = word;
        Name = name;
        IsDefault = isDefault;
    }

    public string Name { get; }

    public bool IsDefault { get; }

    public GuardRefusal? Check(GuardText question, GuardText candidate) =>
        candidate.Text.Contains(_word, StringComparison.Ordinal) ? new GuardRefusal(Name, "has_word", "", _word) : null;
}
