using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Core.Access;
using SemanticCache.Server.Admin.Calls;
using SemanticCache.Server.Admin.Session;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Admin;

/// <summary>Components of the page outside of a browser, which call a real service as somebody who has signed in.</summary>
internal sealed class AdminComponents : BunitContext
{
    private readonly string? _session;

    /// <summary>Signs in with a key; without one where the service needs none.</summary>
    public AdminComponents(TestService service, string? key)
    {
        var sessions = service.Services.GetRequiredService<AdminSessions>();
        var caller = Core.Pipeline.Caller.Local;
        if (key is not null)
        {
            var known = service.Services.GetRequiredService<ApiKeyDirectory>().Authenticate(key)!;
            (caller, _session) = (known.ToCaller(), sessions.Start(known.Id));
        }

        var user = new AuthenticationState(new ClaimsPrincipal(SessionIdentity.Create(caller, _session)));
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(service.Services.GetRequiredService<TimeProvider>());
        Services.AddSingleton(service.Services.GetRequiredService<PipelineEntry>());
        Services.AddSingleton(sessions);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(user));
        Services.AddScoped(provider => new AdminClients(
            provider.GetRequiredService<PipelineEntry>(), service.Services.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<AuthenticationStateProvider>(), sessions));
        Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        RenderTree.Add<CascadingValue<Task<AuthenticationState>>>(parameters => parameters.Add(value => value.Value, Task.FromResult(user)));
    }

    /// <summary>Gets clients that call as who has signed in.</summary>
    public AdminClients Clients => Services.GetRequiredService<AdminClients>();

    /// <summary>Ends the session, as signing out in another window does.</summary>
    public void SignOut(TestService service) => service.Services.GetRequiredService<AdminSessions>().End(_session!);

    private sealed class SignedIn : AuthenticationStateProvider
    {
        private readonly AuthenticationState _state;

        public SignedIn(AuthenticationState state)
        {
            _state = state;
        }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(_state);
    }
}
