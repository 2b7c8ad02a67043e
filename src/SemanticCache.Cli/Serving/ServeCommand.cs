using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Serving;

/// <summary><c>semcache serve</c>: runs the service.</summary>
internal static class ServeCommand
{
    private const string Simulated = "simulated";
    private const string UpstreamName = "openai";
    private const string UpstreamKeyVariable = "SEMCACHE_UPSTREAM_KEY";

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var data = new Option<DirectoryInfo?>("--data") { Description = "Where the database lies; ./data by default", HelpName = "DIR" };
        var grpcPort = Port("--grpc-port", "The port of gRPC; 5051 by default, 0 for any free one");
        var httpPort = Port("--http-port", "The port of HTTP: bots, REST, health and metrics; 8080 by default, 0 for any free one");
        var upstream = new Option<string?>("--upstream")
        {
            Description = "Who answers misses: simulated (an echo), or the base URL of an OpenAI-compatible API such as https://api.openai.com/v1/",
            HelpName = "simulated|URL",
        };
        upstream.Validators.Add(RequireUpstream);
        var key = new Option<string?>("--upstream-key") { Description = $"The upstream's key, else {UpstreamKeyVariable}", HelpName = "KEY" };
        var model = new Option<string?>("--upstream-model") { Description = "The model for requests that name none", HelpName = "MODEL" };
        var command = new ExampledCommand("serve", "Run the service until Ctrl+C; the log goes to standard error.")
        {
            Examples = ["serve", "serve --data /var/lib/semcache --upstream https://api.openai.com/v1/ --upstream-model gpt-4o-mini"],
        };
        foreach (var option in new Option[] { data, grpcPort, httpPort, upstream, key, model })
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new Dictionary<string, string?>();
            Set(settings, "Store:Embedded:Directory", parsed.GetValue(data)?.FullName);
            Set(settings, "Server:GrpcPort", parsed.GetValue(grpcPort)?.ToString(CultureInfo.InvariantCulture));
            Set(settings, "Server:HttpPort", parsed.GetValue(httpPort)?.ToString(CultureInfo.InvariantCulture));
            SetUpstream(settings, parsed.GetValue(upstream), parsed.GetValue(key) ?? terminal.Variable(UpstreamKeyVariable), parsed.GetValue(model));

            await using var service = await LocalService.StartAsync(settings, cancellationToken);
            var result = new ServeResult(service.Addresses.Grpc, service.Addresses.Http);
            connection.Results(parsed).Write(result, CliJson.Readable.ServeResult, ready => Fields.Draw(
                ("gRPC", ready.Grpc.ToString()), ("HTTP", ready.Http.ToString())));
            await terminal.Output.FlushAsync(cancellationToken);
            await service.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Returns an option whose value is a port.</summary>
    public static Option<int?> Port(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "PORT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > ushort.MaxValue)
            {
                result.AddError($"{name}: {text} is not a port; ports go from 0 to {ushort.MaxValue}");
            }
        });
        return option;
    }

    private static void RequireUpstream(OptionResult result)
    {
        var text = result.Tokens is [{ Value: var value }] ? value : Simulated;
        if (text != Simulated && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            result.AddError($"--upstream: '{text}' is neither '{Simulated}' nor an address such as https://api.openai.com/v1/");
        }
    }

    private static void SetUpstream(Dictionary<string, string?> settings, string? upstream, string? key, string? model)
    {
        if (upstream is null)
        {
            return;
        }

        var name = upstream == Simulated ? Simulated : UpstreamName;
        settings["Upstreams:Default"] = name;
        if (name != Simulated)
        {
            var endpoint = $"Upstreams:Endpoints:{name}";
            settings[$"{endpoint}:Kind"] = "OpenAI";
            settings[$"{endpoint}:BaseAddress"] = upstream.EndsWith('/') ? upstream : upstream + "/";
            Set(settings, $"{endpoint}:ApiKey", key);
            Set(settings, $"{endpoint}:Model", model);
        }
    }

    private static void Set(Dictionary<string, string?> settings, string key, string? value)
    {
        if (value is not null)
        {
            settings[key] = value;
        }
    }
}
