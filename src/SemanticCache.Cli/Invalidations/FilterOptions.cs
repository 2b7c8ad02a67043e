using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Invalidations;

/// <summary>The options that select entries to delete.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> _ids = new("--id") { Description = "An entry; may be given several times", HelpName = "ID" };
    private readonly Option<string?> _tag = new("--tag") { Description = "Entries with this label", HelpName = "TAG" };
    private readonly Option<string?> _source = new("--source") { Description = "Entries written from this document", HelpName = "ID" };
    private readonly Option<string?> _version = new("--source-version") { Description = "Only from this version of the document", HelpName = "VERSION" };
    private readonly Option<TimeSpan?> _olderThan = new("--older-than") { Description = "Entries stored longer ago, such as 30d", HelpName = "TIME", CustomParser = Durations.Parse };
    private readonly Option<string?> _question = new("--question") { Description = "Entries with exactly this question, or wording", HelpName = "TEXT" };
    private readonly Option<string?> _like = new("--like") { Description = "Entries that mean about this; needs --within", HelpName = "TEXT" };
    private readonly Option<double?> _within = QuestionOptions.Share("--within", "The lowest similarity to --like");
    private readonly Option<string?> _tenant = new("--tenant") { Description = "Entries of this tenant", HelpName = "NAME" };
    private readonly Option<string?> _scope = new("--scope") { Description = "Entries of this scope, 32 hexadecimal digits", HelpName = "SCOPE" };
    private readonly Option<bool> _all = new("--all") { Description = "The whole namespace" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (System.CommandLine.Option[])[_ids, _tag, _source, _version, _olderThan, _question, _like, _within, _tenant, _scope, _all])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads the filter.</summary>
    public InvalidationFilter Read(ParseResult parsed)
    {
        var filter = new InvalidationFilter
        {
            Ids = { parsed.GetValue(_ids) ?? [] },
            Tag = parsed.GetValue(_tag) ?? "",
            SourceId = parsed.GetValue(_source) ?? "",
            SourceVersion = parsed.GetValue(_version) ?? "",
            OlderThan = parsed.GetValue(_olderThan) is { } age ? Duration.FromTimeSpan(age) : null,
            Question = parsed.GetValue(_question) ?? "",
            Like = parsed.GetValue(_like) ?? "",
            Tenant = parsed.GetValue(_tenant) ?? "",
            Scope = parsed.GetValue(_scope) ?? "",
            All = parsed.GetValue(_all),
        };
        if (parsed.GetValue(_within) is { } within)
        {
            filter.Within = within;
        }

        return filter;
    }
}
