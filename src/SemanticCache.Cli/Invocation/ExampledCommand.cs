using System.CommandLine;

namespace SemanticCache.Cli.Invocation;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class ExampledCommand : Command
{
    public ExampledCommand(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>Command lines to start from, without <c>semcache</c>.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
