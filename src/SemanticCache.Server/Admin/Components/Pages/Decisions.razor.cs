using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Parts;

namespace SemanticCache.Server.Admin.Components.Pages;

/// <summary>Near misses, hits and all other decisions of a namespace, and what people say of them.</summary>
public sealed partial class Decisions : CallingComponent
{
    private const string NearMisses = "near-misses";
    private const string Hits = "hits";
    private const string All = "all";

    private List<LoggedDecision>? _decisions;
    private Policy? _policy;
    private string _space = "";
    private string _show = NearMisses;
    private string _next = "";
    private string _note = "";
    private bool _unjudged;

    /// <summary>Gets or sets the namespace in the address.</summary>
    [SupplyParameterFromQuery(Name = "namespace")]
    public string? InAddress { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if ((InAddress ?? "") != _space)
        {
            _space = InAddress ?? "";
            _policy = null;
            await LoadAsync();
        }
    }

    private static string EndOf(LoggedDecision decision)
    {
        var reason = decision.Guard.Length > 0 ? $"refused by the guard {decision.Guard}" : ReasonWords.Of(decision.Reason);
        return decision.Withheld is Outcome.Unspecified ? reason : $"kept back: {reason}";
    }

    private void ChooseAsync(string name) =>
        Navigation.NavigateTo(name.Length == 0 ? "/decisions" : "/decisions?namespace=" + Uri.EscapeDataString(name), replace: _space.Length == 0);

    private Task ShowAsync(ChangeEventArgs change)
    {
        _show = change.Value as string ?? NearMisses;
        return LoadAsync();
    }

    private Task UnjudgedAsync(ChangeEventArgs change)
    {
        _unjudged = change.Value is true;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        (_decisions, _next, _note) = (null, "", "");
        if (_space.Length > 0)
        {
            await TryAsync(async () => _policy = (await Clients.Admin.GetNamespaceAsync(new GetNamespaceRequest { Name = _space }, cancellationToken: Gone)).Namespace.Policy);
            await MoreAsync();
        }
    }

    // What is open further down stays as it was read.
    private async Task RefreshAsync()
    {
        if (_space.Length > 0 && !IsBusy && (_decisions?.Count ?? 0) <= PageChoice.Lines)
        {
            await TryAsync(async () => (_decisions, _next) = await ReadAsync(""));
        }
    }

    private async Task MoreAsync() => await TryAsync(async () =>
    {
        var (decisions, next) = await ReadAsync(_next);
        (_decisions, _next) = ([.. _decisions ?? [], .. decisions], next);
    });

    private async Task<(List<LoggedDecision> Decisions, string Next)> ReadAsync(string token)
    {
        if (_show == NearMisses)
        {
            var near = await Clients.Reports.ListNearMissesAsync(
                new ListNearMissesRequest { Namespace = _space, Unjudged = _unjudged, PageSize = PageChoice.Lines, PageToken = token }, cancellationToken: Gone);
            return ([.. near.Decisions], near.NextPageToken);
        }

        var outcome = _show == Hits ? Outcome.SemanticHit : Outcome.Unspecified;
        var page = await Clients.Reports.ListDecisionsAsync(
            new ListDecisionsRequest { Namespace = _space, Outcome = outcome, PageSize = PageChoice.Lines, PageToken = token }, cancellationToken: Gone);
        return ([.. page.Decisions], page.NextPageToken);
    }

    private async Task JudgeAsync(LoggedDecision decision, Verdict verdict)
    {
        var request = new JudgeDecisionRequest { Namespace = _space, DecisionId = decision.DecisionId, Verdict = verdict };
        if (await TryAsync(async () => await Clients.Reports.JudgeDecisionAsync(request, cancellationToken: Gone)))
        {
            decision.Verdict = verdict;
            _note = verdict is Verdict.Good ? "Noted: the entry answers the question." : "Noted: the entry does not answer the question.";
        }
    }
}
