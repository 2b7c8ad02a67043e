namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>What a word of a table means.</summary>
/// <param name="Table">The table.</param>
/// <param name="Line">The line's number in the table, from 0; words of one line are about the same thing.</param>
/// <param name="Pole">The pole on that line, from 0; words of one pole mean the same.</param>
internal readonly record struct Term(WordTableKind Table, int Line, int Pole);
