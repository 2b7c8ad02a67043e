namespace SemanticCache.Core.Entries;

/// <summary>One call of a tool in an answer.</summary>
/// <param name="Id">The upstream's identifier of the call.</param>
/// <param name="Name">The name of the tool.</param>
/// <param name="Arguments">The arguments as the JSON text that the model wrote.</param>
public sealed record ToolCall(string Id, string Name, string Arguments);
