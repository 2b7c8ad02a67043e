namespace SemanticCache.Core.Pipeline;

/// <summary>What came of a stage.</summary>
/// <param name="Value">The stage's record; default when it failed.</param>
/// <param name="Failure">How it failed, if it did.</param>
internal readonly record struct StageResult<T>(T? Value, StageFailure Failure);
