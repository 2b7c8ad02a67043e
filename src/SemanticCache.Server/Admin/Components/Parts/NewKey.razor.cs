using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Policies;

namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>The form for a new key.</summary>
public sealed partial class NewKey : CallingComponent
{
    private static readonly KeyRole[] Roles = [KeyRole.Client, KeyRole.Viewer, KeyRole.Admin];

    private readonly Dictionary<string, string> _mistakes = new(StringComparer.Ordinal);
    private bool _isOpen;
    private string _name = "";
    private KeyRole _role = KeyRole.Client;
    private string _tenant = "";
    private string _ttl = "";
    private string _requests = "";
    private string _misses = "";
    private string _namespaces = "";
    private bool _mayStore;

    /// <summary>Gets or sets whether the service closes with this key.</summary>
    [Parameter]
    public bool IsFirst { get; set; }

    /// <summary>Gets or sets what hears of the key.</summary>
    [Parameter]
    public EventCallback<CreateKeyResponse> OnCreated { get; set; }

    /// <inheritdoc/>
    protected override Task StartAsync()
    {
        _role = IsFirst ? KeyRole.Admin : KeyRole.Client;
        return Task.CompletedTask;
    }

    private async Task CreateAsync()
    {
        _mistakes.Clear();
        var request = Read();
        CreateKeyResponse? created = null;
        if (_mistakes.Count == 0 && await TryAsync(async () => created = await Clients.Admin.CreateKeyAsync(request, cancellationToken: Gone)))
        {
            (_name, _isOpen) = ("", false);
            await OnCreated.InvokeAsync(created);
        }
    }

    private CreateKeyRequest Read()
    {
        var request = new CreateKeyRequest
        {
            Name = _name,
            Role = _role,
            Tenant = _tenant.Trim(),
            MayStore = _mayStore && _role is KeyRole.Client,
            RequestsPerMinute = ReadLimit("requests", _requests),
            MissesPerMinute = ReadLimit("misses", _misses),
            Namespaces = { _namespaces.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) },
        };
        if (_ttl.Trim().Length > 0)
        {
            if (TimeText.TryRead(_ttl, out var ttl))
            {
                request.Ttl = Duration.FromTimeSpan(ttl);
            }
            else
            {
                _mistakes["ttl"] = TimeText.Rule;
            }
        }

        return request;
    }

    private int ReadLimit(string field, string text)
    {
        if (text.Trim().Length == 0)
        {
            return 0;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
        {
            _mistakes[field] = "must be a whole number; empty for no limit";
        }

        return limit;
    }
}
