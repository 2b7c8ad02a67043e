using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SemanticCache.Core.Pipeline;
using SemanticCache.Server.Access;
using SemanticCache.Server.Admin.Calls;

namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>A component that calls the service's methods as whoever looks at the page, and shows what fails.</summary>
public abstract class CallingComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    /// <summary>Creates the component.</summary>
    protected CallingComponent()
    {
        // Kept by itself: the source cannot be asked for it any more when the component is gone.
        Gone = _gone.Token;
    }

    /// <summary>Gets why the last call failed; null where it did not.</summary>
    protected CallFailure? Failure { get; private set; }

    /// <summary>Gets whether a call is under way.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Gets who looks at the page; what they may do only decides which buttons are shown.</summary>
    protected Caller Caller { get; private set; } = Caller.Nobody;

    /// <summary>Gets whether to show what only admins may do.</summary>
    protected bool IsAdmin => Caller.Role is CallerRole.Admin;

    /// <summary>Gets what ends calls when the component is gone.</summary>
    protected CancellationToken Gone { get; }

    [Inject]
    internal AdminClients Clients { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override async Task OnInitializedAsync()
    {
        if (Authentication is not null && (await Authentication).User.Identity is CallerIdentity identity)
        {
            Caller = identity.Caller;
        }

        await StartAsync();
    }

    /// <summary>Fetches what the component shows, when it is known who looks.</summary>
    protected virtual Task StartAsync() => Task.CompletedTask;

    /// <summary>Calls the service; returns whether it succeeded, and else keeps why not in <see cref="Failure"/>.</summary>
    protected async Task<bool> TryAsync(Func<Task> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        IsBusy = true;
        try
        {
            await call();
            Failure = null;
            return true;
        }
        catch (RpcException failure)
        {
            // Whoever left the page is told nothing.
            Failure = Gone.IsCancellationRequested ? Failure : CallFailure.Of(failure);
            return false;
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>Takes the notice of a failure away.</summary>
    protected void Forgive() => Failure = null;
}
