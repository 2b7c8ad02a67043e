namespace SemanticCache.Core.Upstream;

/// <summary>More of a tool call.</summary>
/// <param name="Index">Which call of the answer, from 0.</param>
/// <param name="Id">The call's identifier; empty after its first part.</param>
/// <param name="Name">The tool's name; empty after the first part.</param>
/// <param name="Arguments">Argument text to append.</param>
public sealed record ToolCallDelta(int Index, string Id, string Name, string Arguments) : AnswerEvent;
