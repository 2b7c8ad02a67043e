using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Calls;
using SemanticCache.Server.Admin.Components.Parts;

namespace SemanticCache.Server.Admin.Components.Pages;

/// <summary>The list of namespaces.</summary>
public sealed partial class Namespaces : CallingComponent
{
    private IReadOnlyList<Namespace>? _namespaces;
    private CallFailure? _failure;
    private string _next = "";
    private string _name = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool MayChange => IsAdmin && Caller.SeesEveryTenant;

    /// <inheritdoc/>
    protected override Task StartAsync() => LoadAsync();

    private async Task LoadAsync() => await TryAsync(async () =>
    {
        var page = await Clients.Admin.ListNamespacesAsync(new ListNamespacesRequest { PageSize = PageChoice.Namespaces }, cancellationToken: Gone);
        (_namespaces, _next) = (page.Namespaces, page.NextPageToken);
    });

    private async Task CreateAsync()
    {
        var name = _name.Trim();
        if (await TryAsync(async () => await Clients.Admin.CreateNamespaceAsync(new CreateNamespaceRequest { Name = name }, cancellationToken: Gone)))
        {
            Navigation.NavigateTo("/namespaces/" + name);
            return;
        }

        // A name that cannot be is told beside its field; the list stays.
        _failure = Failure;
        Forgive();
    }
}
