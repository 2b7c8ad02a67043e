using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using SemanticCache.Cli.Auditing;
using SemanticCache.Cli.Backups;
using SemanticCache.Cli.Bench;
using SemanticCache.Cli.Completion;
using SemanticCache.Cli.Decisions;
using SemanticCache.Cli.Demo;
using SemanticCache.Cli.Diagnosis;
using SemanticCache.Cli.Entries;
using SemanticCache.Cli.Invalidations;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Jobs;
using SemanticCache.Cli.Keys;
using SemanticCache.Cli.Merges;
using SemanticCache.Cli.Namespaces;
using SemanticCache.Cli.Policies;
using SemanticCache.Cli.Privacy;
using SemanticCache.Cli.Quality;
using SemanticCache.Cli.Questions;
using SemanticCache.Cli.Reports;
using SemanticCache.Cli.Serving;
using SemanticCache.Cli.Transfer;

namespace SemanticCache.Cli;

/// <summary>The command <c>semcache</c>: what it consists of, and how an invocation ends.</summary>
internal static class SemcacheCommand
{
    /// <summary>Runs a command line and returns the process's exit code, one of <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var root = Build(terminal);
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Action is ParseErrorAction || (parsed.Action is null && parsed.Errors.Count > 0))
        {
            return await ReportMistakesAsync(parsed, terminal);
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception failure) when (FailureReport.Of(failure) is { } report)
        {
            await terminal.Error.WriteLineAsync(report.Message);
            return report.ExitCode;
        }
    }

    private static RootCommand Build(Terminal terminal)
    {
        var connection = new ConnectionOptions(terminal);
        var root = new RootCommand("SemanticCache: a semantic response cache in front of language models.")
        {
            connection.Address,
            connection.ApiKey,
            connection.Output,
            ServeCommand.Create(terminal, connection),
            DemoCommand.Create(terminal, connection),
            LookupCommand.Create(terminal, connection),
            ExplainCommand.Create(terminal, connection),
            StoreCommand.Create(terminal, connection),
            AskCommand.Create(terminal, connection),
            NamespacesCommand.Create(terminal, connection),
            PoliciesCommand.Create(terminal, connection),
            KeysCommand.Create(terminal, connection),
            MergesCommand.Create(terminal, connection),
            ForgetCommand.Create(terminal, connection),
            EntriesCommand.Create(terminal, connection),
            InvalidateCommand.Create(terminal, connection),
            UndoCommand.Create(terminal, connection),
            InvalidationsCommand.Create(terminal, connection),
            AuditCommand.Create(terminal, connection),
            ExportCommand.Create(terminal, connection),
            ImportCommand.Create(terminal, connection),
            JobsCommand.Create(terminal, connection),
            BackupCommand.Create(terminal, connection),
            RestoreCommand.Create(terminal, connection),
            ReportCommand.Create(terminal, connection),
            DecisionsCommand.Create(terminal, connection),
            StatsCommand.Create(terminal, connection),
            HealthCommand.Create(terminal, connection),
            DoctorCommand.Create(terminal, connection),
            EvalCommand.Create(terminal, connection),
            CalibrateCommand.Create(terminal, connection),
            BenchCommand.Create(terminal, connection),
            CompletionCommand.Create(terminal),
        };
        NamespaceCompletion.AddTo(root, terminal, connection);
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExamples();
        return root;
    }

    private static async Task<int> ReportMistakesAsync(ParseResult parsed, Terminal terminal)
    {
        foreach (var mistake in Mistakes(parsed))
        {
            await terminal.Error.WriteLineAsync(mistake);
        }

        var path = string.Join(' ', Names(parsed.CommandResult).Reverse());
        await terminal.Error.WriteLineAsync($"Try: {path} --help");
        return ExitCodes.UsageMistake;
    }

    // The library names every word that follows an unknown command; the first one is the mistake.
    private static IEnumerable<string> Mistakes(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var first, ..]
            ? [$"'{first}' is not a command; there are: {string.Join(", ", command.Subcommands.Select(known => known.Name))}"]
            : parsed.Errors.Select(mistake => mistake.Message);
    }

    private static IEnumerable<string> Names(CommandResult? command)
    {
        for (; command is not null; command = command.Parent as CommandResult)
        {
            yield return command.Command is RootCommand ? "semcache" : command.Command.Name;
        }
    }
}
