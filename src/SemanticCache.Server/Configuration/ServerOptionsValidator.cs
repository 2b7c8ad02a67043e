using System.Net;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Access;

namespace SemanticCache.Server.Configuration;

/// <summary>Checks the rules that join several settings of <see cref="ServerOptions"/>.</summary>
internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    private readonly IConfigurationSection _access;

    public ServerOptionsValidator(IConfiguration configuration)
    {
        _access = configuration.GetSection(AccessOptions.SectionName);
    }

    // Read as text: a mistake in that section is told with it.
    private bool NeedsKeys => !string.IsNullOrEmpty(_access[nameof(AccessOptions.AdminKey)])
        || string.Equals(_access[nameof(AccessOptions.Required)], bool.TrueString, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private IEnumerable<string> Mistakes(ServerOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out _))
        {
            yield return $"Server:Address: '{options.Address}' is not an IP address; use 127.0.0.1, 0.0.0.0 or ::.";
        }
        else if (!options.IsLoopback && !options.AllowUnauthenticated && !NeedsKeys)
        {
            yield return $"Server:Address: {options.Address} can be reached from other machines, and callers may need no key. "
                + "Set Access:AdminKey to create keys with, or Access:Required to true where there are keys, or listen on 127.0.0.1, or set Server:AllowUnauthenticated to true.";
        }

        foreach (var mistake in TlsFiles.Mistakes(options.Tls))
        {
            yield return mistake;
        }

        if (options.GrpcPort == options.HttpPort && options.GrpcPort != 0)
        {
            yield return $"Server:HttpPort: must differ from Server:GrpcPort ({options.GrpcPort}); without TLS one port cannot serve both.";
        }
    }
}
