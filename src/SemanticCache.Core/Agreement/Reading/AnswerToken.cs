namespace SemanticCache.Core.Agreement.Reading;

/// <summary>One word, number, address or sign of an answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written.</param>
/// <param name="Stem">The stem of a word; else the text in small letters.</param>
/// <param name="Sentence">The index of its sentence.</param>
/// <param name="Clause">The index of its clause in the answer: commas, brackets and sentences end one.</param>
/// <param name="StartsSentence">Whether it is the first word of its sentence or follows a colon or a bracket, where a capital means nothing.</param>
internal readonly record struct AnswerToken(TokenKind Kind, string Text, string Stem, int Sentence, int Clause, bool StartsSentence)
{
    /// <summary>Whether it begins with a capital letter.</summary>
    public bool IsCapital => char.IsUpper(Text[0]);
}
