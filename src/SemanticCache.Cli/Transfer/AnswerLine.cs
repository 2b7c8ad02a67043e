using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Transfer;

/// <summary>A question with its answer as a file has it; it may go over several lines.</summary>
/// <param name="Line">The number of its first line, from 1.</param>
/// <param name="Text">The lines as they stand.</param>
internal sealed record AnswerLine(int Line, string Text)
{
    /// <summary>How many lines it takes.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>What was read; null where that was not possible.</summary>
    public AnsweredQuestion? Pair { get; init; }

    /// <summary>Why nothing was read.</summary>
    public string Mistake { get; init; } = "";
}
