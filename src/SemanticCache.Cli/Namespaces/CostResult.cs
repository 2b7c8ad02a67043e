namespace SemanticCache.Cli.Namespaces;

/// <summary>What tokens cost, in the administrator's currency.</summary>
/// <param name="InputPerMillion">Price of a million prompt tokens.</param>
/// <param name="OutputPerMillion">Price of a million answer tokens.</param>
internal sealed record CostResult(double InputPerMillion, double OutputPerMillion);
