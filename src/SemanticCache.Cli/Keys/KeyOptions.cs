using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using DurationMessage = Google.Protobuf.WellKnownTypes.Duration;

namespace SemanticCache.Cli.Keys;

/// <summary>The options that say what a new key allows.</summary>
internal sealed class KeyOptions
{
    private const int MostPerMinute = 1_000_000;

    private readonly Option<KeyRole> _role = new("--role")
    {
        Description = "What its holder may do: client asks; viewer looks on; admin does everything",
        HelpName = string.Join('|', WireNames.AllOf<KeyRole>()),
        Required = true,
        CustomParser = ReadRole,
    };

    private readonly Option<string?> _tenant = new("--tenant") { Description = "The only tenant; else 'default' for a client, and every tenant", HelpName = "TENANT" };
    private readonly Option<string[]> _namespaces = new("--namespace", "-n") { Description = "The only namespaces; else all. May be given several times", HelpName = "NAME" };
    private readonly Option<bool> _mayStore = new("--may-store") { Description = "Let a client store answers of its own" };
    private readonly Option<int> _requests = PerMinute("--requests-per-minute", "How many requests it may make in a minute; any number by default");
    private readonly Option<int> _misses = PerMinute("--misses-per-minute", "How many different questions may miss in a minute before the cache leaves it alone");
    private readonly Option<TimeSpan?> _ttl = new("--ttl") { Description = "For how long it is accepted, such as 90d; for ever by default", HelpName = "TIME", CustomParser = Durations.Parse };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _role.CompletionSources.Clear();
        _role.CompletionSources.Add([.. WireNames.AllOf<KeyRole>()]);
        foreach (var option in new Option[] { _role, _tenant, _namespaces, _mayStore, _requests, _misses, _ttl })
        {
            command.Add(option);
        }
    }

    /// <summary>Returns the request for the key, still without a name.</summary>
    public CreateKeyRequest Read(ParseResult parsed) => new()
    {
        Role = parsed.GetValue(_role),
        Tenant = parsed.GetValue(_tenant) ?? "",
        Namespaces = { parsed.GetValue(_namespaces) ?? [] },
        MayStore = parsed.GetValue(_mayStore),
        RequestsPerMinute = parsed.GetValue(_requests),
        MissesPerMinute = parsed.GetValue(_misses),
        Ttl = parsed.GetValue(_ttl) is { } ttl ? DurationMessage.FromTimeSpan(ttl) : null,
    };

    private static KeyRole ReadRole(ArgumentResult result)
    {
        if (WireNames.TryRead(result.Tokens[0].Value, out KeyRole role))
        {
            return role;
        }

        result.AddError($"--role: '{result.Tokens[0].Value}' is not a role; use {string.Join(", ", WireNames.AllOf<KeyRole>())}");
        return default;
    }

    private static Option<int> PerMinute(string name, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is < 1 or > MostPerMinute)
            {
                result.AddError($"{name}: {text} is not from 1 to {MostPerMinute}");
            }
        });
        return option;
    }
}
