using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Decisions;

/// <summary><c>semcache decisions list</c>.</summary>
internal static class ListDecisionsCommand
{
    // Where many are left out, small pages would be many calls.
    private const int LargestPage = 1000;

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var options = new DecisionOptions();
        var command = new ExampledCommand("list", "List what the cache decided, newest first.")
        {
            Examples =
            [
                "decisions list -n support-bot --near-misses --unjudged --least-similarity 0.8",
                "decisions list -n support-bot --outcome semantic_hit --since 24h --output json",
            ],
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var asked = options.Read(parsed, terminal.Time.GetUtcNow());
            using var service = connection.Connect(parsed);
            var items = await service.CallAsync(client => Pages.ReadAsync(
                asked.Limit,
                (size, token) => ReadAsync(client, asked, asked.LeavesOut ? LargestPage : size, token, Deadlines.ForDecisionLog(terminal.Time), cancellationToken)));
            connection.Results(parsed).Write(new DecisionList([.. items.Take(asked.Limit)]), CliJson.Readable.DecisionList, DecisionTable.Draw);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<(IEnumerable<DecisionResult> Items, string Next)> ReadAsync(
        SemanticCacheClient client, DecisionSelection asked, int size, string token, DateTime deadline, CancellationToken cancellationToken)
    {
        if (asked.IsNearMisses)
        {
            var near = await client.Reports.ListNearMissesAsync(
                new ListNearMissesRequest
                {
                    Namespace = asked.Namespace,
                    StartTime = asked.Start,
                    LeastSimilarity = asked.LeastSimilarity ?? 0,
                    Unjudged = asked.IsUnjudged,
                    PageSize = size,
                    PageToken = token,
                },
                null,
                deadline,
                cancellationToken);
            return (near.Decisions.Select(DecisionResult.Of), near.NextPageToken);
        }

        var all = await client.Reports.ListDecisionsAsync(
            new ListDecisionsRequest { Namespace = asked.Namespace, StartTime = asked.Start, Outcome = asked.Outcome, PageSize = size, PageToken = token },
            null,
            deadline,
            cancellationToken);
        return (all.Decisions.Select(DecisionResult.Of).Where(asked.Holds), all.NextPageToken);
    }
}
