using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>Asks once more before something is deleted.</summary>
public sealed partial class ConfirmDialog : ComponentBase, IAsyncDisposable
{
    private ElementReference _dialog;
    private IJSObjectReference? _module;

    /// <summary>Gets or sets what is asked.</summary>
    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Gets or sets what the button says that goes on.</summary>
    [Parameter]
    [EditorRequired]
    public string Confirm { get; set; } = "";

    /// <summary>Gets or sets whether that button can be used.</summary>
    [Parameter]
    public bool CanConfirm { get; set; } = true;

    /// <summary>Gets or sets what happens then.</summary>
    [Parameter]
    public EventCallback OnConfirm { get; set; }

    /// <summary>Gets or sets what it means.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private string TitleId { get; } = "dialog-" + Guid.NewGuid().ToString("N");

    /// <summary>Opens it.</summary>
    public async Task OpenAsync()
    {
        _module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./assets/dialog.js");
        await _module.InvokeVoidAsync("open", _dialog);
    }

    /// <summary>Closes it.</summary>
    public async Task CloseAsync()
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("close", _dialog);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.LeaveAsync();
        }

        GC.SuppressFinalize(this);
    }

    private async Task ConfirmAsync()
    {
        await CloseAsync();
        await OnConfirm.InvokeAsync();
    }
}
