using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>Values over time, drawn by uPlot and written as a table.</summary>
public sealed partial class TimeChart : ComponentBase, IAsyncDisposable
{
    private readonly string _titleId = "chart-" + Guid.NewGuid().ToString("N");
    private ElementReference _plot;
    private IJSObjectReference? _chart;

    /// <summary>Gets or sets what is shown.</summary>
    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Gets or sets the times, ascending.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<DateTimeOffset> Times { get; set; } = [];

    /// <summary>Gets or sets the lines; their number and names stay as they first were.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>Gets or sets what stands behind the values on the axis, such as " %" or " ms".</summary>
    [Parameter]
    public string Unit { get; set; } = "";

    /// <summary>Gets or sets how values are written in the table; with the unit by default.</summary>
    [Parameter]
    public Func<double, string>? Text { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_chart is not null)
        {
            await _chart.EndAsync("destroy");
        }

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "./assets/chart.js");
            _chart = await module.InvokeAsync<IJSObjectReference>("create", _plot, Series.Select(line => line.Name), Unit);
        }

        if (_chart is not null)
        {
            await _chart.InvokeVoidAsync("show", Times.Select(time => time.ToUnixTimeMilliseconds() / 1000.0), Series.Select(line => line.Values));
        }
    }

    private string Format(double value) => Text?.Invoke(value) ?? value.ToString("0.##", CultureInfo.InvariantCulture) + Unit;
}
