namespace SemanticCache.Core.Upstream.Routes;

/// <summary>Checks the routes.</summary>
internal static class RouteValidator
{
    private const int LongestInstruction = 4096;
    private static readonly TimeSpan LongestHedge = TimeSpan.FromHours(1);

    /// <summary>Returns all mistakes of a route, with their configuration keys.</summary>
    public static IEnumerable<string> Check(string name, UpstreamRouteOptions route, UpstreamsOptions upstreams)
    {
        var key = $"{UpstreamsOptions.SectionName}:Routes:{name}";
        return [.. CheckName(key, name, upstreams), .. CheckEndpoints(key, route, upstreams), .. CheckLimits(key, route),
            .. route.Rules.SelectMany((rule, index) => CheckRule($"{key}:Rules:{index}", rule, upstreams))];
    }

    // The name stands in a header of answers.
    private static IEnumerable<string> CheckName(string key, string name, UpstreamsOptions upstreams)
    {
        if (upstreams.Endpoints.ContainsKey(name))
        {
            yield return $"{key}: there is an endpoint of the same name; a policy's upstream names one or the other.";
        }

        if (!name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            yield return $"{key}: a route's name has letters, digits, '-', '_' and '.' only.";
        }
    }

    private static IEnumerable<string> CheckEndpoints(string key, UpstreamRouteOptions route, UpstreamsOptions upstreams)
    {
        if (route.Endpoints.Count == 0)
        {
            yield return $"{key}:Endpoints: needs at least one endpoint.";
        }

        foreach (var (list, names) in new[] { ("Endpoints", route.Endpoints), ("Fallbacks", route.Fallbacks) })
        {
            foreach (var unknown in names.Where(name => !upstreams.Endpoints.ContainsKey(name)))
            {
                yield return $"{key}:{list}: '{unknown}' is none of the configured endpoints ({string.Join(", ", upstreams.Endpoints.Keys)}).";
            }
        }

        foreach (var twice in route.Endpoints.Concat(route.Fallbacks).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return $"{key}: '{twice.Key}' stands twice among Endpoints and Fallbacks.";
        }
    }

    private static IEnumerable<string> CheckLimits(string key, UpstreamRouteOptions route)
    {
        if (route.MaximumOutputTokens < 1)
        {
            yield return $"{key}:MaximumOutputTokens: must be at least 1.";
        }

        if (route.HedgeAfter is { } hedge && (hedge <= TimeSpan.Zero || hedge > LongestHedge))
        {
            yield return $"{key}:HedgeAfter: must be more than zero and at most an hour.";
        }

        if (route.HedgeAfter is not null && route.Endpoints.Count + route.Fallbacks.Count < 2)
        {
            yield return $"{key}:HedgeAfter: needs a second endpoint, or a fallback, to ask.";
        }

        if (route.Shaping.HistoryTurns < 1)
        {
            yield return $"{key}:Shaping:HistoryTurns: must be at least 1, for the question itself.";
        }

        if (route.Shaping.Instruction.Length > LongestInstruction)
        {
            yield return $"{key}:Shaping:Instruction: may have {LongestInstruction} characters.";
        }
    }

    private static IEnumerable<string> CheckRule(string key, RouteRuleOptions rule, UpstreamsOptions upstreams)
    {
        if (rule is { MaximumPromptCharacters: null, Pattern.Length: 0, Tag.Length: 0 })
        {
            yield return $"{key}: needs a condition: MaximumPromptCharacters, Pattern or Tag.";
        }

        if (rule is { Model.Length: 0, Endpoint.Length: 0 })
        {
            yield return $"{key}: needs a Model or an Endpoint to use.";
        }

        if (rule.MaximumPromptCharacters < 1)
        {
            yield return $"{key}:MaximumPromptCharacters: must be at least 1.";
        }

        if (rule.Endpoint.Length > 0 && !upstreams.Endpoints.ContainsKey(rule.Endpoint))
        {
            yield return $"{key}:Endpoint: '{rule.Endpoint}' is none of the configured endpoints ({string.Join(", ", upstreams.Endpoints.Keys)}).";
        }

        if (PatternMistake(rule.Pattern) is { } mistake)
        {
            yield return $"{key}:Pattern: {mistake}";
        }
    }

    private static string? PatternMistake(string pattern)
    {
        try
        {
            RouteRule.Compile(pattern);
            return null;
        }
        catch (Exception cause) when (cause is ArgumentException or NotSupportedException)
        {
            return cause.Message;
        }
    }
}
