using SemanticCache.Cli.Invocation;
using SemanticCache.Core.Policies;
using SemanticCache.Evaluation;
using SemanticCache.Evaluation.Streaming;

namespace SemanticCache.Cli.Quality;

/// <summary>Runs <c>semcache eval --stream</c>: the same stream without learning, with it, and under the decision <c>learned</c>.</summary>
internal static class StreamBench
{
    private const string NoAliases = "WriteBack:AliasesPerEntry";

    /// <summary>Runs all three and returns their figures.</summary>
    /// <exception cref="UsageException">The folders are not one, or have a mistake.</exception>
    public static async Task<StreamResult> RunAsync(
        IReadOnlyList<string> folders, NamespacePolicy policy, int seed, IReadOnlyDictionary<string, string?> settings, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        if (folders is not [var folder])
        {
            throw new UsageException("--stream takes one --replay folder: the simulated model answers from it.");
        }

        var without = new Dictionary<string, string?>(settings) { [NoAliases] = "0" };
        StreamPlan[] plans =
        [
            new("without learning", folder, policy, seed, without),
            new("with learning", folder, policy, seed, settings),
            new("decision learned", folder, policy with { Decision = DecisionKind.Learned }, seed, settings),
        ];
        try
        {
            var runs = new List<StreamRun>();
            foreach (var plan in plans)
            {
                runs.Add(StreamRun.Of(plan.Name, await StreamEvaluation.RunAsync(plan, progress, cancellationToken)));
            }

            return new StreamResult(seed, runs);
        }
        catch (InvalidDataException mistake)
        {
            throw new UsageException(mistake.Message);
        }
    }
}
