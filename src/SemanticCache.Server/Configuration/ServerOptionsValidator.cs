using System.Net;
using Microsoft.Extensions.Options;

namespace SemanticCache.Server.Configuration;

/// <summary>Checks the rules that join several settings of <see cref="ServerOptions"/>.</summary>
internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Mistakes(ServerOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out _))
        {
            yield return $"Server:Address: '{options.Address}' is not an IP address; use 127.0.0.1, 0.0.0.0 or ::.";
        }
        else if (!options.IsLoopback && !options.AllowUnauthenticated)
        {
            yield return $"Server:Address: {options.Address} can be reached from other machines, and no caller needs a key. "
                + "Listen on 127.0.0.1, or set Server:AllowUnauthenticated to true.";
        }

        if (options.GrpcPort == options.HttpPort && options.GrpcPort != 0)
        {
            yield return $"Server:HttpPort: must differ from Server:GrpcPort ({options.GrpcPort}); without TLS one port cannot serve both.";
        }
    }
}
