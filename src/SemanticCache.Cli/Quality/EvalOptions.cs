using System.CommandLine;
using SemanticCache.Core.Policies;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Cli.Quality;

/// <summary>The options of <c>semcache eval</c> that concern replay sets and decisions.</summary>
internal sealed class EvalOptions
{
    private readonly Option<DecisionKind> _decision = new("--decision") { Description = "How candidates are decided on", HelpName = "threshold|verified", DefaultValueFactory = _ => DecisionKind.Verified };
    private readonly Option<double?> _threshold = new("--threshold") { Description = "The similarity threshold; the models' by default", HelpName = "SHARE" };
    private readonly Option<double?> _confidence = new("--confidence") { Description = "The minimum confidence; the calibration's by default", HelpName = "SHARE" };
    private readonly Option<string?> _guards = new("--guards") { Description = "The guards that are on: default, all, none or names with commas", HelpName = "NAMES" };

    /// <summary>The folders of labelled questions.</summary>
    public Option<string[]> Replay { get; } = new("--replay") { Description = "A folder of labelled questions; may be given several times", HelpName = "DIR" };

    /// <summary>What is stored when a question asks.</summary>
    public Option<SetUp> Stored { get; } = new("--stored") { Description = "What is stored when a question asks: all other wordings, or one of each need", HelpName = "all|one", DefaultValueFactory = _ => SetUp.All };

    /// <summary>How many times the stored wordings are drawn.</summary>
    public Option<int> Rounds { get; } = new("--rounds") { Description = "With --stored one, how many times the stored wordings are drawn", HelpName = "N", DefaultValueFactory = _ => 3 };

    /// <summary>Whether the questions go through the whole cache.</summary>
    public Option<bool> Stream { get; } = new("--stream") { Description = "Instead, send all questions in random order through the whole cache: without learning, with it, and under the decision learned" };

    /// <summary>Where a drawing goes.</summary>
    public Option<string?> Plot { get; } = new("--plot") { Description = "Also draw the sweep of the minimum confidence (with --stream, the learning curve) as SVG", HelpName = "FILE" };

    /// <summary>Where wrong hits are listed.</summary>
    public Option<string?> Mistakes { get; } = new("--mistakes") { Description = "Also write what was served wrongly, one JSON object a line", HelpName = "FILE" };

    /// <summary>The options that mean nothing without a replay set.</summary>
    public IReadOnlyList<Option> ReplayOnly => [Stored, Rounds, Stream, Plot];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Replay, Stored, _decision, _threshold, _confidence, Rounds, Stream, Plot, Mistakes, _guards })
        {
            command.Add(option);
        }
    }

    /// <summary>Returns the policy that was asked for.</summary>
    public NamespacePolicy PolicyOf(ParseResult parsed) => new()
    {
        Decision = parsed.GetValue(_decision),
        SimilarityThreshold = parsed.GetValue(_threshold),
        MinimumConfidence = parsed.GetValue(_confidence),
        Guards = GuardNames.Parse(parsed.GetValue(_guards)),
    };
}
