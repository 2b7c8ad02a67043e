using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Records;

namespace SemanticCache.Core.Access;

/// <summary>Every key in memory, so that a request is authenticated without waiting; changes go through the store first.</summary>
internal sealed class ApiKeyDirectory
{
    private const string ConfiguredId = "configured";
    private const int PageSize = 500;

    private readonly IRecordStore _records;
    private readonly TimeProvider _time;
    private readonly ApiKey? _configured;
    private ImmutableDictionary<string, ApiKey> _keys = ImmutableDictionary.Create<string, ApiKey>(StringComparer.Ordinal);

    public ApiKeyDirectory(IRecordStore records, TimeProvider time, IOptions<AccessOptions> options)
    {
        _records = records;
        _time = time;
        _configured = Configured(options.Value.AdminKey);
        LastUses = new KeyUses(time);
    }

    /// <summary>When keys were last used.</summary>
    public KeyUses LastUses { get; }

    /// <summary>Whether there is a key, usable or not: one that has expired must not open the service to everybody.</summary>
    public bool HasKeys => _configured is not null || !_keys.IsEmpty;

    /// <summary>Every key, newest first.</summary>
    public IReadOnlyList<ApiKey> All => [.. _keys.Values.OrderByDescending(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal)];

    /// <summary>Reads all keys from the store.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var keys = ImmutableDictionary.CreateBuilder<string, ApiKey>(StringComparer.Ordinal);
        await foreach (var record in _records.ReadAllAsync(new RecordFilter(RecordKinds.ApiKey), PageSize, cancellationToken))
        {
            keys[record.Id] = Read(record);
        }

        // What was changed here while the list was read is newer than the list.
        ImmutableInterlocked.Update(ref _keys, Newer, keys.ToImmutable());
    }

    /// <summary>Returns what a key allows, or null where it is unknown, expired or revoked; takes as long for one as for another.</summary>
    public ApiKey? Authenticate(string text)
    {
        var known = ApiKeySecret.IdOf(text) is { } id ? _keys.GetValueOrDefault(id) ?? _configured : _configured;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        ApiKeySecret.Hash(text, hash);
        if (known is null || !CryptographicOperations.FixedTimeEquals(hash, known.Hash.AsSpan()) || !known.IsUsable(_time.GetUtcNow()))
        {
            return null;
        }

        LastUses.Note(known.Id);
        return known;
    }

    /// <summary>Returns the key with an identifier and notes its use, or null where it is unknown, expired or revoked.</summary>
    /// <remarks>For whoever has shown the key before: the identifier alone proves nothing.</remarks>
    public ApiKey? Use(string id)
    {
        var known = id == ConfiguredId ? _configured : Find(id);
        if (known is null || !known.IsUsable(_time.GetUtcNow()))
        {
            return null;
        }

        LastUses.Note(known.Id);
        return known;
    }

    /// <summary>Returns the key with an identifier, or null.</summary>
    public ApiKey? Find(string id) => _keys.GetValueOrDefault(id);

    /// <summary>Stores a new key and returns it with its text, which is not kept.</summary>
    /// <param name="wanted">What it allows; identifier, hash and time are filled in.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task<(ApiKey Key, string Text)> CreateAsync(ApiKey wanted, CancellationToken cancellationToken)
    {
        var secret = ApiKeySecret.New();
        var created = wanted with { Id = secret.Id, Hash = HashOf(secret.Text), CreatedAt = _time.GetUtcNow(), Version = 1, RevokedAt = null, ReplacedBy = "" };
        if (!await PutAsync(created, cancellationToken))
        {
            throw new InvalidOperationException("A key with this identifier exists already, which 64 random bits make all but impossible.");
        }

        return (created, secret.Text);
    }

    /// <summary>Gives a key a successor that allows the same; both are accepted until the overlap ends. Null where there is no such usable key.</summary>
    public async Task<(ApiKey Key, string Text)?> RotateAsync(string id, TimeSpan overlap, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } old || !old.IsUsable(_time.GetUtcNow()))
        {
            return null;
        }

        var end = _time.GetUtcNow() + overlap;
        var (created, text) = await CreateAsync(old, cancellationToken);
        var replaced = old with { ExpiresAt = old.ExpiresAt < end ? old.ExpiresAt : end, ReplacedBy = created.Id, Version = old.Version + 1 };
        return await PutAsync(replaced, cancellationToken) ? (created, text) : await TakeBackAsync(created, cancellationToken);
    }

    /// <summary>Has a key refused from now on; false where there is none, true also where it was revoked before.</summary>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        while (Find(id) is { } key)
        {
            if (key.RevokedAt is not null || await PutAsync(key with { RevokedAt = _time.GetUtcNow(), Version = key.Version + 1 }, cancellationToken))
            {
                return true;
            }

            // Another instance changed it.
            await LoadAsync(cancellationToken);
        }

        return false;
    }

    // The old key was changed by somebody else at the same moment, maybe revoked: nobody shall have a new one instead.
    private async Task<(ApiKey Key, string Text)?> TakeBackAsync(ApiKey created, CancellationToken cancellationToken)
    {
        await RevokeAsync(created.Id, cancellationToken);
        await LoadAsync(cancellationToken);
        return null;
    }

    private async Task<bool> PutAsync(ApiKey key, CancellationToken cancellationToken)
    {
        var record = new StoredRecord
        {
            Kind = RecordKinds.ApiKey,
            Id = key.Id,
            At = key.CreatedAt,
            Version = key.Version,
            Content = JsonSerializer.SerializeToUtf8Bytes(key, ApiKeyJson.Default.ApiKey),
        };
        if (!await _records.TryPutRecordAsync(record, cancellationToken))
        {
            return false;
        }

        ImmutableInterlocked.Update(ref _keys, static (keys, put) => keys.SetItem(put.Id, put), key);
        return true;
    }

    private static ImmutableDictionary<string, ApiKey> Newer(ImmutableDictionary<string, ApiKey> known, ImmutableDictionary<string, ApiKey> stored) =>
        stored.SetItems(known.Where(each => each.Value.Version > (stored.GetValueOrDefault(each.Key)?.Version ?? 0)));

    private static ApiKey Read(StoredRecord record) => JsonSerializer.Deserialize(record.Content.Span, ApiKeyJson.Default.ApiKey)! with { Version = record.Version };

    private static ApiKey? Configured(string text) => text.Length == 0
        ? null
        : new ApiKey { Id = ConfiguredId, Name = ConfiguredId, Role = CallerRole.Admin, Hash = HashOf(text), CreatedAt = DateTimeOffset.UnixEpoch };

    private static ImmutableArray<byte> HashOf(string text)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        ApiKeySecret.Hash(text, hash);
        return [.. hash];
    }
}
