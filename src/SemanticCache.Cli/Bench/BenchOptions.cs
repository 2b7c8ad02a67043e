using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SemanticCache.Cli.Bench;

/// <summary>The options of <c>semcache bench</c>.</summary>
internal sealed class BenchOptions
{
    private const int MostRequests = 100_000;
    private const int MostConcurrency = 256;

    /// <summary>Creates the options.</summary>
    public BenchOptions()
    {
        Api.AcceptOnlyFromAmong("openai", "anthropic");
        Requests.Validators.Add(result => RequireRange(result, "--requests", MostRequests));
        Concurrency.Validators.Add(result => RequireRange(result, "--concurrency", MostConcurrency));
    }

    /// <summary>The endpoint.</summary>
    public Argument<Uri> Address { get; } = new("URL") { Description = "The base address, with or without /v1", CustomParser = ReadAddress };

    /// <summary>The shape of the requests.</summary>
    public Option<string> Api { get; } = new("--api")
    {
        Description = "The shape of the requests; openai by default", HelpName = "openai|anthropic", DefaultValueFactory = _ => "openai",
    };

    /// <summary>The models to compare.</summary>
    public Option<string[]> Models { get; } = new("--model") { Description = "The model; may be given several times, to compare them", HelpName = "MODEL" };

    /// <summary>The file of prompts.</summary>
    public Option<FileInfo?> Prompts { get; } = new("--prompts") { Description = "A file with a prompt a line; support questions by default", HelpName = "FILE" };

    /// <summary>How many requests a pass has.</summary>
    public Option<int?> Requests { get; } = new("--requests") { Description = "Requests of each pass; each prompt once by default, or 100 support questions", HelpName = "N" };

    /// <summary>How many requests are on their way at a time.</summary>
    public Option<int> Concurrency { get; } = new("--concurrency") { Description = "Requests at a time; 4 by default", HelpName = "N", DefaultValueFactory = _ => 4 };

    /// <summary>Whether to measure around the cache first.</summary>
    public Option<bool> NoCache { get; } = new("--no-cache") { Description = "First run the same requests around the cache (Cache-Control: no-store, no-cache)" };

    /// <summary>The cache's namespace.</summary>
    public Option<string?> Namespace { get; } = new("--namespace", "-n") { Description = "The namespace of the cache in front", HelpName = "NS" };

    /// <summary>Where to draw.</summary>
    public Option<FileInfo?> Plot { get; } = new("--plot") { Description = "Draw the times to the first token as SVG", HelpName = "FILE" };

    /// <summary>Adds all to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Address);
        foreach (var option in new Option[] { Api, Models, Prompts, Requests, Concurrency, NoCache, Namespace, Plot })
        {
            command.Add(option);
        }
    }

    private static Uri? ReadAddress(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        result.AddError($"'{text}' is not an address; write it like http://localhost:8080");
        return null;
    }

    private static void RequireRange(OptionResult result, string name, int most)
    {
        if (result.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && (count < 1 || count > most))
        {
            result.AddError($"{name}: {text} is not from 1 to {most}");
        }
    }
}
