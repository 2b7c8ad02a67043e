using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>Asks for new figures every few seconds as long as the page can be seen, and can be told to pause.</summary>
public sealed partial class Refresher : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private DotNetObjectReference<Refresher>? _self;
    private IJSObjectReference? _watch;
    private DateTimeOffset? _last;
    private bool _isPaused;
    private bool _isHidden;

    /// <summary>Gets or sets what fetches the figures.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback OnTick { get; set; }

    /// <summary>Gets or sets the time between two fetches; five seconds by default.</summary>
    [Parameter]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets whether there is no use in asking again, because whoever looks is signed out.</summary>
    [Parameter]
    public bool IsStopped { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    /// <summary>Notes whether the page can be seen; called by the browser.</summary>
    [JSInvokable]
    public void Hide(bool isHidden) => _isHidden = isHidden;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        _self?.Dispose();
        if (_watch is not null)
        {
            await _watch.EndAsync("stop");
        }

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _ = TickAsync(_gone.Token);
        _self = DotNetObjectReference.Create(this);
        await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "./assets/visibility.js");
        _watch = await module.InvokeAsync<IJSObjectReference>("watch", _self);
        if (_gone.IsCancellationRequested)
        {
            await _watch.EndAsync("stop");
        }
    }

    private async Task TickAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(Interval, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                if (!IsStopped && !_isPaused && !_isHidden)
                {
                    await InvokeAsync(OnTick.InvokeAsync);
                    _last = Time.GetUtcNow();
                    await InvokeAsync(StateHasChanged);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
            _isPaused = true;
        }
    }
}
