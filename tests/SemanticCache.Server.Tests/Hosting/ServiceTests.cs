using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Tests.Hosting;

/// <summary>Tests against the shared service; an error in its log fails the test that sees it.</summary>
public abstract class ServiceTests : IAsyncLifetime
{
    private readonly SharedService _shared;

    protected ServiceTests(SharedService shared)
    {
        _shared = shared;
        Calls = new ServiceCalls(shared.Service.Client);
        Space = shared.NewNamespace();
    }

    /// <summary>The service.</summary>
    protected TestService Service => _shared.Service;

    /// <summary>The service's methods.</summary>
    protected ServiceCalls Calls { get; }

    /// <summary>This test's namespace; it is created by its first use.</summary>
    protected string Space { get; }

    internal ScriptedUpstream Upstream => Service.Upstream;

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Assert.Empty(Service.ErrorLogs());
        return ValueTask.CompletedTask;
    }

    /// <summary>Creates this test's namespace so that misses go to the scripted upstream.</summary>
    protected Task UseScriptedUpstreamAsync() => Calls.CreateNamespaceAsync(Space, new Policy { Upstream = "scripted" });

    /// <summary>Another namespace of this test's own.</summary>
    protected string AnotherSpace() => _shared.NewNamespace();
}
