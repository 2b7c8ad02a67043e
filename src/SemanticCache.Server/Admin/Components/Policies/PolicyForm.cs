using Google.Protobuf.WellKnownTypes;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Admin.Components.Policies;

/// <summary>A policy while it is edited: what was read, and the texts of the form.</summary>
public sealed class PolicyForm
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private Dictionary<string, string> _read = [];

    /// <summary>Begins with a namespace as it was read.</summary>
    public PolicyForm(Namespace read)
    {
        Read = read;
        Take(read);
    }

    /// <summary>Gets the namespace as it was read.</summary>
    public Namespace Read { get; private set; }

    /// <summary>Gets what was changed.</summary>
    public IReadOnlyList<PolicyChange> Changes =>
        [.. PolicyField.All.Where(IsChanged).Select(each => new PolicyChange(each, _read[each.Path], _texts[each.Path]))];

    /// <summary>Gets or sets the text of a setting.</summary>
    public string this[PolicyField field]
    {
        get => _texts[field.Path];
        set => _texts[field.Path] = (value ?? "").ReplaceLineEndings("\n").Trim();
    }

    /// <summary>Tells whether a setting was changed.</summary>
    public bool IsChanged(PolicyField field) => _texts[field.Path] != _read[field.Path];

    /// <summary>Throws the changes away.</summary>
    public void Reset() => Take(Read);

    /// <summary>Takes over a namespace that somebody else has changed meanwhile; what was changed here stays changed.</summary>
    public void Rebase(Namespace now)
    {
        var mine = Changes;
        Take(now);
        foreach (var change in mine)
        {
            _texts[change.Field.Path] = change.After;
        }
    }

    /// <summary>Returns the request that makes the changes; mistakes are told by the settings' paths.</summary>
    public UpdateNamespaceRequest ToRequest(IDictionary<string, string> mistakes)
    {
        var policy = Read.Policy.Clone();
        var changes = Changes;
        foreach (var change in changes)
        {
            if (change.Field.Read(policy, change.After) is { } mistake)
            {
                mistakes[change.Field.Path] = mistake;
            }

            change.Field.Prune(policy, path => _texts[path]);
        }

        return new UpdateNamespaceRequest
        {
            Name = Read.Name, Etag = Read.Etag, Policy = policy, UpdateMask = new FieldMask { Paths = { changes.Select(change => change.Field.Setting).Distinct() } },
        };
    }

    private void Take(Namespace read)
    {
        Read = read;
        _read = PolicyField.All.ToDictionary(field => field.Path, field => field.Write(read.Policy), StringComparer.Ordinal);
        foreach (var (path, text) in _read)
        {
            _texts[path] = text;
        }
    }
}
