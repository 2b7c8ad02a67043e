using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Parts;

namespace SemanticCache.Server.Admin.Components.Pages;

/// <summary>A namespace: what it does, and its policy.</summary>
public sealed partial class NamespaceDetails : CallingComponent
{
    private Namespace? _namespace;
    private ConfirmDialog? _dialog;
    private string _typed = "";

    /// <summary>Gets or sets the namespace's name.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_namespace?.Name != Name)
        {
            _namespace = null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync() => await TryAsync(async () =>
        _namespace = (await Clients.Admin.GetNamespaceAsync(new GetNamespaceRequest { Name = Name }, cancellationToken: Gone)).Namespace);

    private void Take(Namespace saved)
    {
        // Only GetNamespace counts the entries.
        saved.EntryCount = _namespace?.EntryCount ?? 0;
        _namespace = saved;
    }

    private async Task DeleteAsync()
    {
        if (await TryAsync(async () => await Clients.Admin.DeleteNamespaceAsync(new DeleteNamespaceRequest { Name = Name }, cancellationToken: Gone)))
        {
            Navigation.NavigateTo("/namespaces");
        }
    }
}
