using System.Text.RegularExpressions;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Upstream.Routes;

/// <summary>A rule of a route.</summary>
internal sealed class RouteRule
{
    private readonly RouteRuleOptions _options;
    private readonly Regex? _pattern;

    public RouteRule(RouteRuleOptions options)
    {
        _options = options;
        _pattern = options.Pattern.Length == 0 ? null : Compile(options.Pattern);
    }

    /// <summary>The model to ask for; empty leaves it.</summary>
    public string Model => _options.Model;

    /// <summary>The endpoint to ask; empty leaves it.</summary>
    public string Endpoint => _options.Endpoint;

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    /// <exception cref="NotSupportedException">It needs to go back in the text.</exception>
    public static Regex Compile(string pattern) => new(pattern, RegexOptions.Compiled | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Tells whether a request fulfils every condition.</summary>
    public bool Fits(UpstreamRequest request) =>
        (_options.MaximumPromptCharacters is not { } longest || request.Messages.Sum(message => (long)message.Text.Length) <= longest)
        && (_options.Tag.Length == 0 || request.Tags.Contains(_options.Tag))
        && (_pattern is null || request.Messages.LastOrDefault(message => message.Role is ChatRole.User) is { } question && _pattern.IsMatch(question.Text));
}
