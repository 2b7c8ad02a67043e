using System.Globalization;
using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Parts;

namespace SemanticCache.Server.Admin.Components.Pages;

/// <summary>The entries of a namespace, searched by words, tag and meaning.</summary>
public sealed partial class Entries : CallingComponent
{
    private const string DefaultWithin = "0.7";

    private List<Entry>? _entries;
    private string _next = "";
    private string _space = "";
    private string _contains = "";
    private string _tag = "";
    private string _like = "";
    private string _within = DefaultWithin;

    /// <summary>Gets or sets the namespace in the address.</summary>
    [SupplyParameterFromQuery(Name = "namespace")]
    public string? InAddress { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool IsSearch => _contains.Trim().Length > 0 || _tag.Trim().Length > 0 || _like.Trim().Length > 0;

    private string? WithinMistake => _like.Trim().Length == 0 || IsNumber(out _) ? null : "must be a number from 0 to 1";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if ((InAddress ?? "") != _space)
        {
            _space = InAddress ?? "";
            await SearchAsync();
        }
    }

    // In the address, so that the browser's way back leads to the same list.
    private void ChooseAsync(string name) => Navigation.NavigateTo(name.Length == 0 ? "/entries" : "/entries?namespace=" + Uri.EscapeDataString(name), replace: _space.Length == 0);

    private async Task SearchAsync()
    {
        (_entries, _next) = (null, "");
        if (_space.Length > 0 && WithinMistake is null)
        {
            await MoreAsync();
        }
    }

    private async Task MoreAsync() => await TryAsync(async () =>
    {
        var request = new ListEntriesRequest
        {
            Namespace = _space, Contains = _contains.Trim(), Tag = _tag.Trim(), Like = _like.Trim(), PageSize = PageChoice.Lines, PageToken = _next,
        };
        if (request.Like.Length > 0 && IsNumber(out var within))
        {
            request.Within = within;
        }

        var page = await Clients.Admin.ListEntriesAsync(request, cancellationToken: Gone);
        _entries = [.. _entries ?? [], .. page.Entries];
        _next = page.NextPageToken;
    });

    private bool IsNumber(out double within) => double.TryParse(_within, NumberStyles.Float, CultureInfo.InvariantCulture, out within);
}
