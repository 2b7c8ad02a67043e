namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>A unit.</summary>
/// <param name="Dimension">What it measures; units of one dimension can be compared.</param>
/// <param name="Factor">Its size in the dimension's base unit.</param>
/// <param name="Line">Its line in the table.</param>
internal sealed record Unit(string Dimension, double Factor, int Line);
