using Grpc.Core;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Namespaces;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Policies;

/// <summary>One policy in an editor, until it is right or given up; the file of a mistake is kept.</summary>
internal sealed class PolicyEditing
{
    private readonly Terminal _terminal;
    private readonly ServiceConnection _service;
    private readonly Namespace _found;

    public PolicyEditing(Terminal terminal, ServiceConnection service, Namespace found)
    {
        _terminal = terminal;
        _service = service;
        _found = found;
    }

    /// <summary>Returns the namespace changed, or null where nothing was.</summary>
    /// <exception cref="UsageException">A setting is wrong; the message says where the file is.</exception>
    public async Task<Namespace?> RunAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"semcache-{_found.Name}-{Guid.NewGuid():N}.conf");
        await File.WriteAllTextAsync(path, PolicyFile.Write(_found.Name, _found.Policy), cancellationToken);
        while (true)
        {
            await TextEditor.EditAsync(_terminal, path, cancellationToken);
            var mistake = await TryAsync(path, cancellationToken);
            if (mistake.Message is null)
            {
                File.Delete(path);
                return mistake.Changed;
            }

            await _terminal.Error.WriteLineAsync(mistake.Message);
            if (!_terminal.IsInteractive || !await Confirmation.AskAsync(_terminal, "Open it again?", cancellationToken))
            {
                throw new UsageException($"Nothing was changed. Your text is in {path}");
            }
        }
    }

    private async Task<(Namespace? Changed, string? Message)> TryAsync(string path, CancellationToken cancellationToken)
    {
        var changes = PolicyFile.Changes(await File.ReadAllTextAsync(path, cancellationToken), _found.Policy);
        if (changes.Count == 0)
        {
            return (null, null);
        }

        try
        {
            var settings = PolicySettings.Parse(changes);
            var deadline = Deadlines.ForCall(_terminal.Time);
            return (await _service.CallAsync(client => settings.SendAsync(client, _found, deadline, cancellationToken)), null);
        }
        catch (UsageException mistake)
        {
            return (null, mistake.Message);
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.InvalidArgument)
        {
            return (null, refusal.Status.Detail);
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.Aborted)
        {
            throw new UsageException($"Somebody else changed {_found.Name} meanwhile, so nothing was changed. Your text is in {path}");
        }
    }
}
