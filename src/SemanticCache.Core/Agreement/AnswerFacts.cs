using System.Collections.Immutable;
using SemanticCache.Core.Agreement.Reading;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Agreement;

/// <summary>What an answer says, taken out of its wording once, to be compared often.</summary>
internal sealed record AnswerFacts
{
    /// <summary>The text in small letters without white space, marks, greetings and closing courtesies; what is embedded.</summary>
    public required string Text { get; init; }

    /// <summary>The words and numbers in order, without the signs between them; equal wordings are equal answers.</summary>
    public required string Wording { get; init; }

    /// <summary>The sentences of the text.</summary>
    public required ImmutableArray<string> Sentences { get; init; }

    /// <summary>The content of each sentence.</summary>
    public required ImmutableArray<IReadOnlySet<string>> SentenceContents { get; init; }

    /// <summary>How many words negate something.</summary>
    public required int Negators { get; init; }

    /// <summary>The steps of menu paths, each as the words on both sides of its sign.</summary>
    public required IReadOnlySet<(string From, string To)> Steps { get; init; }

    /// <summary>The stems of all words.</summary>
    public required IReadOnlySet<string> Words { get; init; }

    /// <summary>The stems of the words that carry content.</summary>
    public required IReadOnlySet<string> Content { get; init; }

    /// <summary>The content that is negated somewhere.</summary>
    public required IReadOnlySet<string> Negated { get; init; }

    /// <summary>The content that is stated somewhere without being negated.</summary>
    public required IReadOnlySet<string> Stated { get; init; }

    /// <summary>The numbers in order.</summary>
    public required ImmutableArray<Quantity> Quantities { get; init; }

    /// <summary>For each number, the content near it.</summary>
    public required ImmutableArray<IReadOnlySet<string>> QuantityContexts { get; init; }

    /// <summary>The stems of what has a name: capitals inside sentences, steps of menu paths, quoted words, codes.</summary>
    public required IReadOnlySet<string> Names { get; init; }

    /// <summary>The links, e-mail addresses and telephone numbers.</summary>
    public required IReadOnlySet<string> Links { get; init; }

    /// <summary>The blocks of code.</summary>
    public required ImmutableArray<string> Code { get; init; }

    /// <summary>The restricting words ("only", "unless").</summary>
    public required int Restrictions { get; init; }

    /// <summary>Whether the answer begins with a yes or a no.</summary>
    public required AnswerPolarity Polarity { get; init; }

    /// <summary>The calls of tools, each as its name and its arguments in canonical JSON.</summary>
    public required ImmutableArray<string> ToolCalls { get; init; }

    /// <summary>Whether the text has so few words that only an equal one agrees with it.</summary>
    public required bool IsTooShort { get; init; }

    /// <summary>Whether the text has so many words that only an equal one agrees with it.</summary>
    public required bool IsTooLong { get; init; }

    /// <summary>Reads the facts of an answer; never throws, whatever the text.</summary>
    public static AnswerFacts Of(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return AnswerReader.Read(answer);
    }
}
