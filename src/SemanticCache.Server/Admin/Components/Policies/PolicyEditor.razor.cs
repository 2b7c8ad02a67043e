using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Parts;

namespace SemanticCache.Server.Admin.Components.Policies;

/// <summary>Edits a policy: what is wrong is told beside its field, and what changes is shown before it is saved.</summary>
public sealed partial class PolicyEditor : CallingComponent
{
    private readonly Dictionary<string, string> _mistakes = new(StringComparer.Ordinal);
    private PolicyForm _form = null!;
    private bool _isReviewing;
    private string _note = "";

    /// <summary>Gets or sets the namespace.</summary>
    [Parameter]
    [EditorRequired]
    public Namespace Read { get; set; } = null!;

    /// <summary>Gets or sets what hears of the namespace as it was saved.</summary>
    [Parameter]
    public EventCallback<Namespace> OnSaved { get; set; }

    private bool MayChange => IsAdmin && Caller.SeesEveryTenant;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // The page reads the namespace anew at intervals: what is being edited must not change under the hands of who edits.
        if (_form is null || _form.Read.Name != Read.Name || (_form.Changes.Count == 0 && !_isReviewing && _form.Read.Etag != Read.Etag))
        {
            _form = new PolicyForm(Read);
        }
    }

    private static string Counted(int changes) => changes == 1 ? "1 change" : $"{changes} changes";

    private string? MistakeIn(PolicyField field) => _mistakes.GetValueOrDefault(field.Path)
        ?? Failure?.MistakeIn("policy." + field.Path)
        ?? Failure?.Mistakes.FirstOrDefault(mistake => mistake.Key == "policy." + field.Setting).Value;

    private void Changed()
    {
        _note = "";
        _isReviewing = false;
    }

    private void Review()
    {
        Forgive();
        _mistakes.Clear();
        _form.ToRequest(_mistakes);
        _note = _form.Changes.Count == 0 ? "Nothing was changed." : "";
        _isReviewing = _mistakes.Count == 0 && _form.Changes.Count > 0;
    }

    private async Task SaveAsync()
    {
        _isReviewing = false;
        var request = _form.ToRequest(_mistakes);
        if (await TryAsync(async () => Read = (await Clients.Admin.UpdateNamespaceAsync(request, cancellationToken: Gone)).Namespace))
        {
            _note = $"{Counted(_form.Changes.Count)} saved; in effect with the next request.";
            _form = new PolicyForm(Read);
            await OnSaved.InvokeAsync(Read);
        }
    }

    private async Task RebaseAsync() => await TryAsync(async () =>
        _form.Rebase((await Clients.Admin.GetNamespaceAsync(new GetNamespaceRequest { Name = Read.Name }, cancellationToken: Gone)).Namespace));

    private void Reset()
    {
        _form.Reset();
        _mistakes.Clear();
        Forgive();
        Changed();
    }
}
