using System.Globalization;
using Grpc.Core;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Transfer;

/// <summary>Makes the namespace of an exported file where it is missing, with its policy and its age.</summary>
internal static class ImportedNamespace
{
    /// <summary>Makes the namespace, or checks that the one that is there finds the entries.</summary>
    /// <exception cref="UsageException">It does not.</exception>
    public static async Task EnsureAsync(Terminal terminal, SemanticCacheClient client, string name, Namespace exported, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.Admin.GetNamespaceAsync(new GetNamespaceRequest { Name = name }, null, Deadlines.ForCall(terminal.Time), cancellationToken);
            if (!found.Namespace.CreateTime.Equals(exported.CreateTime))
            {
                throw new UsageException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The namespace '{name}' was created at {found.Namespace.CreateTime.ToDateTimeOffset():u}, and the exported one at {exported.CreateTime.ToDateTimeOffset():u}: the entries would never be found in it. Delete it, and the import makes it anew."));
            }
        }
        catch (RpcException missing) when (missing.StatusCode is StatusCode.NotFound)
        {
            var creation = new CreateNamespaceRequest { Name = name, Policy = exported.Policy, CreateTime = exported.CreateTime };
            await client.Admin.CreateNamespaceAsync(creation, null, Deadlines.ForCall(terminal.Time), cancellationToken);
            await terminal.Error.WriteLineAsync($"Created the namespace '{name}' with the exported policy.");
        }
    }
}
