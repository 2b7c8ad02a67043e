using System.Security.Cryptography;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Store.Qdrant.Points;
using SemanticCache.Store.Qdrant.Reading;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant;

/// <content>Merging.</content>
public sealed partial class QdrantStore
{
    /// <inheritdoc/>
    public async ValueTask<bool> MergeAsync(EntryMerge merge, int aliasLimit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(merge);

        // What both were served is added up.
        await FlushTouchesAsync(cancellationToken);
        return await WriteAsync(token => MergedAsync(merge, aliasLimit, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> UndoMergeAsync(string namespaceName, MergeId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await WriteAsync(token => UndoneAsync(namespaceName, id, now, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<MergePage> ListMergesAsync(string namespaceName, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Size, 1, nameof(page));
        var list = $"merges of {namespaceName}";
        var after = ListToken.Read(page.Token, list);
        await OpenAsync(cancellationToken);
        var filter = new Filter { Must = { MatchKeyword(Fields.Namespace, namespaceName) } };
        var points = await _reader.ScrollAsync(_collections.Names.Merges, filter, true, cancellationToken);
        var merges = points
            .Select(point => (Merge: MergePayload.Read(point.Id, point.Payload), Key: KeyOf(point)))
            .OrderByDescending(each => each.Key.Microseconds).ThenByDescending(each => each.Key.Ticks)
            .Where(each => after is not { } start || each.Key.Compare(start, Direction.Desc) > 0)
            .Take(page.Size + 1)
            .ToArray();
        var next = merges.Length > page.Size ? ListToken.Write(merges[page.Size - 1].Key, list) : "";
        return new MergePage([.. merges.Take(page.Size).Select(each => each.Merge)], next);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WasMergeUndoneAsync(EntryId one, EntryId other, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        var (ones, others) = (await WordingsOfAsync(one, cancellationToken), await WordingsOfAsync(other, cancellationToken));
        var undone = new Filter
        {
            Should =
            {
                Filter(new Filter { Must = { Match(Fields.Removed, ones), Match(Fields.Kept, others) } }),
                Filter(new Filter { Must = { Match(Fields.Removed, others), Match(Fields.Kept, ones) } }),
            },
        };
        return await _gateway.CallAsync(
            "count", (client, token) => client.CountAsync(_collections.Names.Undone, undone, exact: true, cancellationToken: token), cancellationToken) > 0;
    }

    // The record comes first: whatever happens afterwards, what was removed can be had back.
    private async Task<bool> MergedAsync(EntryMerge merge, int aliasLimit, CancellationToken cancellationToken)
    {
        var points = await _reader.GetAsync([merge.Kept, merge.Removed], cancellationToken);
        if (merge.Kept == merge.Removed || points.GetValueOrDefault(merge.Kept) is not { IsEntry: true } kept || points.GetValueOrDefault(merge.Removed) is not { IsEntry: true } removed
            || !AreMergeable(kept.ToEntry(), removed.ToEntry(), merge.At) || await MergeOfAsync(merge.Id, cancellationToken) is not null)
        {
            return false;
        }

        var gone = removed.ToEntry();
        EntryAlias[] aliases = [.. (await _reader.AliasesAsync(removed, cancellationToken)).Select(alias => alias.ToAlias())];
        var record = new PointStruct { Id = merge.Id.Value, Vectors = NoVectors.New() };
        MergePayload.Write(record.Payload, merge, kept, gone, aliases.Select(alias => alias.Id), _writer.NextWrite());
        await _writer.UpsertAsync(_collections.Names.Merges, [record], cancellationToken);
        await _writer.WriteCountsAsync([(kept, WithCounts(kept.ToEntry(), gone, sign: 1))], cancellationToken);
        await ForgetAsync([gone.Id], cancellationToken);
        foreach (var alias in aliases.Select(alias => alias with { Entry = merge.Kept }).Append(WordingOf(merge, gone)))
        {
            await AddAsync(alias, aliasLimit, cancellationToken);
        }

        return true;
    }

    private async Task<bool> UndoneAsync(string namespaceName, MergeId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await MergeOfAsync(id, cancellationToken) is not { } record)
        {
            return false;
        }

        var (merge, restored) = (MergePayload.Read(record.Id, record.Payload), MergePayload.RemovedOf(record.Payload));
        var points = await _reader.GetAsync([merge.Kept, merge.Removed], cancellationToken);
        if (restored.Namespace != namespaceName || restored.IsExpired(now) || points.GetValueOrDefault(merge.Removed) is { IsEntry: true }
            || points.GetValueOrDefault(merge.Kept) is not { IsEntry: true } kept || kept.Stamp != record.Stamp)
        {
            return false;
        }

        var entry = kept.ToEntry();
        var own = MergePayload.AliasesOf(record.Payload).ToHashSet();
        EntryAlias[] left = [.. (await _reader.AliasesAsync(kept, cancellationToken)).Select(alias => alias.ToAlias()).Where(alias => own.Contains(alias.Id))];
        await NoteUndoneAsync(merge, restored.ExpiresAt > entry.ExpiresAt ? restored.ExpiresAt : entry.ExpiresAt, cancellationToken);
        await _writer.PutAsync([restored], cancellationToken);
        await _writer.WriteCountsAsync([(kept, WithCounts(entry, restored, sign: -1))], cancellationToken);
        var owner = (await _reader.GetEntryAsync(restored.Id, cancellationToken))!;
        foreach (var alias in left)
        {
            await _writer.PutAsync(alias with { Entry = restored.Id }, owner, cancellationToken);
        }

        await _gateway.CallAsync("delete", (client, token) => client.DeleteAsync(_collections.Names.Merges, id.Value, cancellationToken: token), cancellationToken);
        return true;
    }

    private Task NoteUndoneAsync(EntryMerge merge, DateTimeOffset until, CancellationToken cancellationToken)
    {
        byte[] pair = [.. merge.Removed.Value.ToByteArray(), .. merge.Kept.Value.ToByteArray()];
        var point = new PointStruct
        {
            Id = new Guid(SHA256.HashData(pair).AsSpan(0, 16)),
            Vectors = NoVectors.New(),
            Payload = { [Fields.Removed] = merge.Removed.ToString(), [Fields.Kept] = merge.Kept.ToString() },
        };
        PayloadTime.Write(point.Payload, Fields.Until, until);
        return _writer.UpsertAsync(_collections.Names.Undone, [point], cancellationToken);
    }

    private async Task<StoredPoint?> MergeOfAsync(MergeId id, CancellationToken cancellationToken)
    {
        var found = await _gateway.CallAsync(
            "get", (client, token) => client.RetrieveAsync(_collections.Names.Merges, id.Value, withPayload: true, withVectors: false, cancellationToken: token), cancellationToken);
        return found.Count == 0 ? null : StoredPoint.Of(_collections.Names.Merges, found[0]);
    }

    private async Task<IReadOnlyList<string>> WordingsOfAsync(EntryId entry, CancellationToken cancellationToken)
    {
        var aliases = await _reader.GetEntryAsync(entry, cancellationToken) is { } owner ? await _reader.AliasesAsync(owner, cancellationToken) : [];
        return Selection.Texts([entry, .. aliases.Select(alias => new EntryId(alias.Id))]);
    }

    // Of the same time the one stored later comes first.
    private static OrderedKey KeyOf(StoredPoint merge) => new(
        merge.Payload[Fields.Microseconds(Fields.At)].IntegerValue,
        (merge.Payload[Fields.Ticks(Fields.At)].IntegerValue << 56) + (merge.Payload[Fields.Sequence].IntegerValue & ((1L << 56) - 1)),
        new EntryId(merge.Id));

    private static bool AreMergeable(CacheEntry kept, CacheEntry removed, DateTimeOffset at) =>
        !removed.IsPinned && !kept.IsExpired(at) && !removed.IsExpired(at) && kept.Scope == removed.Scope && kept.Namespace == removed.Namespace && kept.Tenant == removed.Tenant;

    private static CacheEntry WithCounts(CacheEntry entry, CacheEntry other, int sign) => entry with
    {
        HitCount = Math.Max(0, entry.HitCount + (sign * other.HitCount)),
        Feedback = new FeedbackCounts(
            Math.Max(0, entry.Feedback.Good + (sign * other.Feedback.Good)), Math.Max(0, entry.Feedback.Bad + (sign * other.Feedback.Bad))),
        LastUsedAt = entry.LastUsedAt > other.LastUsedAt ? entry.LastUsedAt : other.LastUsedAt,
    };

    private static EntryAlias WordingOf(EntryMerge merge, CacheEntry removed) => new()
    {
        Id = removed.Id,
        Entry = merge.Kept,
        Scope = removed.Scope,
        Question = removed.Question,
        Origin = AliasOrigin.Merged,
        Vector = removed.Vector,
        EmbeddingFingerprint = removed.EmbeddingFingerprint,
        CreatedAt = merge.At,
    };
}
