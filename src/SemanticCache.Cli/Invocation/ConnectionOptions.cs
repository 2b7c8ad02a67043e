using System.CommandLine;
using System.CommandLine.Parsing;
using SemanticCache.Client;

namespace SemanticCache.Cli.Invocation;

/// <summary>The options that every command has: which service, with which key, and how the result is written.</summary>
internal sealed class ConnectionOptions
{
    private const string AddressVariable = "SEMCACHE_ADDRESS";
    private const string ApiKeyVariable = "SEMCACHE_API_KEY";
    private const string DefaultAddress = "http://localhost:5051";

    private readonly Terminal _terminal;

    public ConnectionOptions(Terminal terminal)
    {
        Address = new Option<Uri>("--address")
        {
            Description = $"The service's gRPC address, else {AddressVariable}, else {DefaultAddress}",
            HelpName = "URL",
            Recursive = true,
            CustomParser = result => ReadAddress(result, result.Tokens[0].Value, "--address"),
        };
        ApiKey = new Option<string?>("--api-key")
        {
            Description = $"The API key, else {ApiKeyVariable}",
            HelpName = "KEY",
            Recursive = true,
        };
        Output = new Option<OutputFormat>("--output", "-o")
        {
            Description = "table for people, json for scripts",
            HelpName = "table|json",
            Recursive = true,
            CustomParser = ReadFormat,
        };
        Output.CompletionSources.Clear();
        Output.CompletionSources.Add("table", "json");
        _terminal = terminal;
    }

    /// <summary>The option <c>--address</c>.</summary>
    public Option<Uri> Address { get; }

    /// <summary>The option <c>--api-key</c>.</summary>
    public Option<string?> ApiKey { get; }

    /// <summary>The option <c>--output</c>.</summary>
    public Option<OutputFormat> Output { get; }

    /// <summary>Returns the service's gRPC address, as the command line or the environment names it.</summary>
    /// <exception cref="UsageException">The environment's address is none.</exception>
    public Uri AddressOf(ParseResult parsed) =>
        parsed.GetValue(Address) ?? AddressOf(_terminal.Variable(AddressVariable) ?? DefaultAddress)
        ?? throw new UsageException(NotAnAddress(AddressVariable, _terminal.Variable(AddressVariable)));

    /// <summary>Connects to the service that the command line or the environment names.</summary>
    /// <exception cref="UsageException">The environment's address is none.</exception>
    public ServiceConnection Connect(ParseResult parsed)
    {
        var address = AddressOf(parsed);
        return new ServiceConnection(address, new SemanticCacheClient(address, ApiKeyOf(parsed)));
    }

    /// <summary>Returns the API key, as the command line or the environment names it; null without one.</summary>
    public string? ApiKeyOf(ParseResult parsed) => parsed.GetValue(ApiKey) ?? _terminal.Variable(ApiKeyVariable);

    /// <summary>Returns the option <c>--http</c> of commands that also ask the service's HTTP port.</summary>
    public static Option<Uri?> Http() => new("--http")
    {
        Description = "The service's HTTP address; port 8080 beside the ordinary gRPC port",
        HelpName = "URL",
        CustomParser = result => ReadAddress(result, result.Tokens[0].Value, "--http"),
    };

    /// <summary>Returns a command's result writer.</summary>
    public ResultWriter Results(ParseResult parsed) => new(_terminal, parsed.GetValue(Output));

    private static Uri? ReadAddress(ArgumentResult result, string text, string source)
    {
        if (AddressOf(text) is { } address)
        {
            return address;
        }

        result.AddError(NotAnAddress(source, text));
        return null;
    }

    private static Uri? AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static string NotAnAddress(string source, string? text) =>
        $"{source}: '{text}' is not an address; write it like {DefaultAddress}";

    private static OutputFormat ReadFormat(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "table":
                return OutputFormat.Table;
            case "json":
                return OutputFormat.Json;
            default:
                result.AddError($"--output: '{result.Tokens[0].Value}' is not a format; use table or json");
                return OutputFormat.Table;
        }
    }
}
