using SemanticCache.Cli.Namespaces;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Policies;

/// <summary>A policy as lines of <c>key=value</c> that a person edits.</summary>
internal static class PolicyFile
{
    private const char Comment = '#';

    /// <summary>Writes a policy, each setting under what it takes.</summary>
    public static string Write(string name, Policy policy)
    {
        string[] head =
        [
            $"# The policy of {name}. Only what you change is sent; 'key=' returns a setting to its default.",
            "# Lines that begin with # are not read.",
        ];
        return string.Join(
            Environment.NewLine,
            [.. head, .. PolicyKeys.All.SelectMany(key => (string[])["", $"# {key.Allowed}", $"{key.Name}={PolicyValues.Of(policy, key)}"]), ""]);
    }

    /// <summary>Returns the lines that say something else than the policy.</summary>
    public static IReadOnlyList<string> Changes(string text, Policy policy) =>
    [
        .. from line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           where line[0] != Comment
           let parts = line.Split('=', 2, StringSplitOptions.TrimEntries)
           let key = PolicyKeys.Find(parts[0])
           where parts.Length < 2 || key is null || PolicyValues.Of(policy, key) != parts[1]
           select string.Join('=', parts),
    ];
}
