using System.Collections.Immutable;

namespace SemanticCache.Core.Upstream.Routes;

/// <summary>Which way a request goes to its upstream, and what is changed of it.</summary>
/// <param name="Route">The route's name.</param>
/// <param name="Rule">The place of the rule that fits, from 0 as in the configuration; null when none does.</param>
/// <param name="Shaping">What is changed of the request: <c>output_limit</c>, <c>instruction</c>, <c>history</c>, <c>white_space</c>.</param>
public sealed record RouteChoice(string Route, int? Rule, ImmutableArray<string> Shaping);
