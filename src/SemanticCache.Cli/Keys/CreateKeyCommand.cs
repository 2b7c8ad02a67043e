using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Keys;

/// <summary><c>semcache keys create</c>.</summary>
internal static class CreateKeyCommand
{
    private const string NobodyManages =
        "This was the first key: calls without one are refused from now on, unless Access:Required is false, and this one may not manage the service. "
        + "To create an admin's key, start the service with Access:AdminKey.";

    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var name = new Argument<string>("name") { Description = "What people, the log and the audit log call it" };
        var options = new KeyOptions();
        var command = new ExampledCommand("create", "Create a key; it is shown this once.")
        {
            Examples =
            [
                "keys create operations --role admin",
                "keys create shop --role client --tenant shop -n support-bot --may-store --requests-per-minute 600",
                "keys create dashboard --role viewer --ttl 90d",
            ],
        };
        command.Add(name);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Read(parsed);
            request.Name = parsed.GetRequiredValue(name);
            using var service = connection.Connect(parsed);
            var deadline = Deadlines.ForCall(terminal.Time);
            var (response, isFirst) = await service.CallAsync(client => CreateAsync(client, request, deadline, cancellationToken));
            await NewKeyWriter.WriteAsync(terminal, connection.Results(parsed), NewKeyResult.Of(response.Key, response.Secret));
            if (isFirst && request.Role is not KeyRole.Admin)
            {
                await terminal.Error.WriteLineAsync(NobodyManages);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    // Counted before: the call afterwards would need the key.
    private static async Task<(CreateKeyResponse Response, bool IsFirst)> CreateAsync(
        SemanticCacheClient client, CreateKeyRequest request, DateTime deadline, CancellationToken cancellationToken)
    {
        var known = await client.Admin.ListKeysAsync(new ListKeysRequest { PageSize = 1 }, null, deadline, cancellationToken);
        return (await client.Admin.CreateKeyAsync(request, null, deadline, cancellationToken), known.Keys.Count == 0);
    }
}
