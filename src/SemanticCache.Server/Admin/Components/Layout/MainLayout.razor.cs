using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using SemanticCache.Server.Admin.Session;

namespace SemanticCache.Server.Admin.Components.Layout;

/// <summary>The frame of every page.</summary>
public sealed partial class MainLayout : LayoutComponentBase, IDisposable
{
    private ErrorBoundary? _boundary;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private AdminSessions Sessions { get; set; } = null!;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = null!;

    // With a base address, "#content" alone would lead to the overview.
    private string SkipTarget => $"{Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0]}#content";

    /// <inheritdoc/>
    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    /// <inheritdoc/>
    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    // Pages are changed over the open connection: no request puts the session's end off.
    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        _boundary?.Recover();
        if (SessionIdentity.SessionOf((await Authentication.GetAuthenticationStateAsync()).User) is { } session)
        {
            Sessions.Extend(session);
        }

        StateHasChanged();
    });
}
