using System.Security.Cryptography;
using System.Text;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Policies;
using SemanticCache.Store.Qdrant.Points;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant;

/// <content>Namespaces.</content>
public sealed partial class QdrantStore
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CacheNamespace>> ListAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        var points = await _reader.ScrollAsync(_collections.Names.Namespaces, new Filter(), true, cancellationToken);
        return [.. points.Where(point => !IsDeleted(point)).Select(NamespacePayload.Read).OrderBy(found => found.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryCreateAsync(CacheNamespace created, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(created);
        return await WriteAsync(
            async token =>
            {
                var known = await NamespaceAsync(created.Name, token);
                if (known is not null && !IsDeleted(known))
                {
                    return false;
                }

                // Otherwise a deletion of that name which failed half-way would take the new namespace's entries.
                if (known is not null)
                {
                    await PurgeAsync(created.Name, token);
                }

                return await PutAsync(created, update => update.UpdateMode = UpdateMode.InsertOnly, token) && await StartEmptyAsync(created, token);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryUpdateAsync(CacheNamespace updated, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(updated);
        var previous = new Filter { Must = { Match(Fields.Version, updated.Version - 1), Match(Fields.Deleted, false) } };
        return await WriteAsync(
            async token => await NamespaceAsync(updated.Name, token) is { } known && !IsDeleted(known) && NamespacePayload.Read(known).Version == updated.Version - 1
                && await PutAsync(updated, update => (update.UpdateFilter, update.UpdateMode) = (previous, UpdateMode.UpdateOnly), token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryDeleteAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return await WriteAsync(
            async token =>
            {
                if (await NamespaceAsync(name, token) is null)
                {
                    return false;
                }

                var deleted = new Dictionary<string, Value> { [Fields.Deleted] = true };
                await _gateway.CallAsync(
                    "set_payload", (client, call) => client.SetPayloadAsync(_collections.Names.Namespaces, deleted, IdOf(name), cancellationToken: call), token);
                await DeleteMarkedAsync(name, token);
                return true;
            },
            cancellationToken);
    }

    // An instance that had not heard of an earlier namespace's deletion may have stored into it.
    private async Task<bool> StartEmptyAsync(CacheNamespace created, CancellationToken cancellationToken)
    {
        var older = InNamespace(created.Name);
        older.Must.Add(PayloadTime.Before(Fields.CreatedAt, created.CreatedAt));
        await _collections.RefreshAsync(cancellationToken);
        await _writer.DeleteAsync(older, cancellationToken);
        return true;
    }

    // What cannot be finished now is finished when the store is opened again.
    private async Task DeleteMarkedAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await _collections.RefreshAsync(cancellationToken);
            await PurgeAsync(name, cancellationToken);
        }
        catch
        {
            _isOpen = false;
            throw;
        }
    }

    // A deletion that was cut off is noted by the mark on the namespace's point.
    private async Task FinishDeletionsAsync(CancellationToken cancellationToken)
    {
        var points = await _reader.ScrollAsync(_collections.Names.Namespaces, new Filter(), true, cancellationToken);
        foreach (var point in points.Where(IsDeleted))
        {
            await PurgeAsync(NamespacePayload.Read(point).Name, cancellationToken);
        }
    }

    // The mark goes last.
    private async Task PurgeAsync(string name, CancellationToken cancellationToken)
    {
        await _writer.DeleteAsync(InNamespace(name), cancellationToken);
        await _writer.DeleteAsync(_collections.Names.Merges, InNamespace(name), cancellationToken);
        await _writer.DeleteAsync(_collections.Names.Labels, InNamespace(name), cancellationToken);
        await _gateway.CallAsync("delete", (client, token) => client.DeleteAsync(_collections.Names.Namespaces, IdOf(name), cancellationToken: token), cancellationToken);
    }

    private async Task<bool> PutAsync(CacheNamespace changed, Action<UpsertPoints> condition, CancellationToken cancellationToken)
    {
        var writer = Guid.CreateVersion7().ToString("N");
        var update = new UpsertPoints { CollectionName = _collections.Names.Namespaces, Wait = true, Points = { NamespacePayload.PointOf(IdOf(changed.Name), changed, writer) } };
        condition(update);
        return await _writer.TryPutAsync(update, writer, cancellationToken);
    }

    private Task<StoredPoint?> NamespaceAsync(string name, CancellationToken cancellationToken) =>
        _reader.GetAsync(_collections.Names.Namespaces, IdOf(name), cancellationToken);

    private static bool IsDeleted(StoredPoint point) => point.Payload[Fields.Deleted].BoolValue;

    private static Guid IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
