namespace SemanticCache.Core.Decisions.Guards;

/// <summary>A number of a text, or a unit alone.</summary>
/// <param name="Amount">The amount in the dimension's own unit; null for a unit without a number.</param>
/// <param name="Dimension">What it measures; empty for a plain number.</param>
/// <param name="Unit">The unit's factor to the dimension's own; 1 without one.</param>
/// <param name="Token">Where it stands.</param>
internal readonly record struct Quantity(double? Amount, string Dimension, double Unit, GuardToken Token);
