using System.CommandLine;
using System.CommandLine.Parsing;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Quality;

/// <summary>The options of <c>semcache eval</c> that name labelled tables instead of a replay set.</summary>
internal sealed class LabelledFileOptions
{
    private const int UsualLimit = 2_000;
    private const int MostDrawn = 1_000_000;

    private readonly Option<string[]> _pairs = new("--pairs") { Description = "A table of question pairs labelled as duplicates or not (TSV, .gz too), or a folder of them; may be given several times", HelpName = "FILE|DIR" };
    private readonly Option<string[]> _intents = new("--intents") { Description = "A table of utterances with their intents, or a folder of them; may be given several times", HelpName = "FILE|DIR" };
    private readonly Option<int> _limit = new("--limit") { Description = "With --pairs or --intents, how many of each file ask at most, drawn at random", HelpName = "N", DefaultValueFactory = _ => UsualLimit };
    private readonly Option<int> _seed = new("--seed") { Description = "With --pairs, --intents or --stream, what is drawn from", HelpName = "N", DefaultValueFactory = _ => 1 };

    /// <summary>Adds the options to a command, of which exactly one must name what is measured.</summary>
    /// <param name="command">The command.</param>
    /// <param name="replay">The option that names a replay set.</param>
    /// <param name="replayOnly">The options that mean nothing without one.</param>
    public void AddTo(Command command, Option replay, IReadOnlyList<Option> replayOnly)
    {
        foreach (var option in new Option[] { _pairs, _intents, _limit, _seed })
        {
            command.Add(option);
        }

        _limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var limit) && limit is < 1 or > MostDrawn)
            {
                result.AddError($"--limit: {limit} is not from 1 to {MostDrawn}");
            }
        });
        command.Validators.Add(result => RequireOneSource(result, replay, replayOnly));
    }

    /// <summary>Tells whether tables were named.</summary>
    public bool IsGiven(ParseResult parsed) => FilesOf(parsed, _pairs) is not null || FilesOf(parsed, _intents) is not null;

    /// <summary>Returns what draws start from.</summary>
    public int Seed(ParseResult parsed) => parsed.GetValue(_seed);

    /// <summary>Asks what the named tables hold and writes the figures.</summary>
    public async Task RunAsync(ParseResult parsed, LabelledEvaluation evaluation, ResultWriter results)
    {
        if (FilesOf(parsed, _pairs) is { } pairs)
        {
            results.Write(await evaluation.AskPairsAsync(pairs), CliJson.Readable.PairsResult, LabelledTable.Draw);
        }

        if (FilesOf(parsed, _intents) is { } intents)
        {
            results.Write(await evaluation.AskIntentsAsync(intents), CliJson.Readable.IntentsResult, LabelledTable.Draw);
        }
    }

    private LabelledFiles? FilesOf(ParseResult parsed, Option<string[]> option) =>
        parsed.GetValue(option) is { Length: > 0 } paths ? new LabelledFiles(paths, parsed.GetValue(_limit), parsed.GetValue(_seed)) : null;

    private void RequireOneSource(CommandResult result, Option replay, IReadOnlyList<Option> replayOnly)
    {
        var given = new[] { replay, _pairs, _intents }.Where(option => IsGiven(result, option)).ToArray();
        if (given.Length != 1)
        {
            result.AddError($"Give one of {replay.Name} DIR, {_pairs.Name} FILE and {_intents.Name} FILE");
            return;
        }

        var useless = given[0] == replay ? [_limit] : replayOnly;
        foreach (var option in useless.Where(option => IsGiven(result, option)))
        {
            result.AddError($"{option.Name} means nothing with {given[0].Name}");
        }
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
