using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Parts;
using SemanticCache.Server.Admin.Components.Policies;

namespace SemanticCache.Server.Admin.Components.Pages;

/// <summary>The keys of callers.</summary>
public sealed partial class Keys : CallingComponent
{
    private const string Usable = "in use";
    private const string DefaultOverlap = "1d";

    private List<ApiKey>? _keys;
    private ConfirmDialog? _rotation;
    private ConfirmDialog? _revocation;
    private ApiKey? _asked;
    private string? _secret;
    private string _secretTitle = "";
    private string _next = "";
    private string _note = "";
    private string _overlap = DefaultOverlap;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    // Who looks came without a key.
    private bool IsOpen => Caller.KeyId.Length == 0;

    /// <inheritdoc/>
    protected override Task StartAsync() => LoadAsync();

    private static string BoundTo(ApiKey key)
    {
        string[] parts = [.. new[] { key.Tenant.Length == 0 ? "" : "tenant " + key.Tenant, string.Join(", ", key.Namespaces) }.Where(part => part.Length > 0)];
        return parts.Length == 0 ? "nothing" : string.Join("; ", parts);
    }

    private static string LimitsOf(ApiKey key)
    {
        string[] parts =
        [
            .. key.RequestsPerMinute > 0 ? [$"{WireText.Number(key.RequestsPerMinute)} requests"] : Array.Empty<string>(),
            .. key.MissesPerMinute > 0 ? [$"{WireText.Number(key.MissesPerMinute)} misses"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "none" : string.Join(", ", parts);
    }

    private string StateOf(ApiKey key)
    {
        if (key.RevokeTime is not null)
        {
            return "revoked";
        }

        return key.ExpireTime?.ToDateTimeOffset() <= Time.GetUtcNow() ? "expired" : Usable;
    }

    private async Task LoadAsync()
    {
        (_keys, _next) = (null, "");
        await MoreAsync();
    }

    private async Task MoreAsync() => await TryAsync(async () =>
    {
        var page = await Clients.Admin.ListKeysAsync(new ListKeysRequest { PageSize = PageChoice.Lines, PageToken = _next }, cancellationToken: Gone);
        _keys = [.. _keys ?? [], .. page.Keys];
        _next = page.NextPageToken;
    });

    private async Task AskAsync(ConfirmDialog dialog, ApiKey key)
    {
        (_asked, _note, _overlap) = (key, "", DefaultOverlap);
        await dialog.OpenAsync();
    }

    private async Task ShowAsync(CreateKeyResponse created)
    {
        (_secret, _secretTitle, _note) = (created.Secret, $"The key “{created.Key.Name}”", "");
        await LoadAsync();
    }

    private async Task RotateAsync()
    {
        TimeText.TryRead(_overlap, out var overlap);
        var request = new RotateKeyRequest { Id = _asked!.Id, Overlap = Duration.FromTimeSpan(overlap) };
        RotateKeyResponse? renewed = null;
        if (await TryAsync(async () => renewed = await Clients.Admin.RotateKeyAsync(request, cancellationToken: Gone)))
        {
            (_secret, _secretTitle) = (renewed!.Secret, $"The successor of “{_asked.Name}”");
            await LoadAsync();
        }
    }

    private async Task RevokeAsync()
    {
        if (await TryAsync(async () => await Clients.Admin.RevokeKeyAsync(new RevokeKeyRequest { Id = _asked!.Id }, cancellationToken: Gone)))
        {
            _note = $"“{_asked!.Name}” is revoked.";
            await LoadAsync();
        }
    }
}
