using System.CommandLine;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Keys;

/// <summary><c>semcache keys</c>: who may call.</summary>
internal static class KeysCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection) =>
        new ExampledCommand("keys", "Create, list, rotate and revoke the keys of callers.")
        {
            CreateKeyCommand.Create(terminal, connection),
            ListKeysCommand.Create(terminal, connection),
            RotateKeyCommand.Create(terminal, connection),
            RevokeKeyCommand.Create(terminal, connection),
        };

    /// <summary>Returns the argument that names a key.</summary>
    public static Argument<string> Id() => new("id") { Description = "The key's identifier, from 'keys list'" };
}
