using SemanticCache.Core.Entries;
using SemanticCache.Store.Qdrant.Points;

namespace SemanticCache.Store.Qdrant;

/// <content>Aliases.</content>
public sealed partial class QdrantStore
{
    /// <inheritdoc/>
    public async ValueTask<int> AddAliasesAsync(IReadOnlyList<EntryAlias> aliases, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(aliases);
        foreach (var alias in aliases)
        {
            ThrowIfNotNormalised(alias.Vector, nameof(aliases));
        }

        if (limit == 0 || aliases.Count == 0)
        {
            return 0;
        }

        return await WriteAsync(
            async token =>
            {
                var added = 0;
                foreach (var alias in aliases)
                {
                    added += await AddAsync(alias, limit, token) ? 1 : 0;
                }

                return added;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<int> RemoveAliasesAsync(EntryId entry, CancellationToken cancellationToken) => await WriteAsync(
        async token =>
        {
            var aliases = await _reader.GetEntryAsync(entry, token) is { } owner ? await _reader.AliasesAsync(owner, token) : [];
            await _writer.DeleteAsync(Selection.AliasesOf(entry), token);
            return aliases.Count;
        },
        cancellationToken);

    private async Task<bool> AddAsync(EntryAlias alias, int limit, CancellationToken cancellationToken)
    {
        var points = await _reader.GetAsync([alias.Entry, alias.Id], cancellationToken);
        var holder = points.GetValueOrDefault(alias.Id);
        if (points.GetValueOrDefault(alias.Entry) is not { IsEntry: true } owner || !MayLead(alias, owner.ToEntry()) || (holder is { IsEntry: true } && !holder.ToEntry().IsExpired(alias.CreatedAt)))
        {
            return false;
        }

        if (holder is { IsEntry: false } && owner.Owns(holder))
        {
            var known = holder.ToAlias().Origin;
            await _writer.PutAsync(known is AliasOrigin.Verified ? alias : alias with { Origin = known }, owner, cancellationToken);
            return false;
        }

        if (!await MakeRoomAsync(alias, owner, limit, cancellationToken))
        {
            return false;
        }

        if (holder is { IsEntry: true })
        {
            await ForgetAsync([alias.Id], cancellationToken);
        }

        await _writer.PutAsync(alias, owner, cancellationToken);
        return true;
    }

    private static bool MayLead(EntryAlias alias, CacheEntry owner) => owner.Scope == alias.Scope && !owner.IsExpired(alias.CreatedAt);

    private async Task<bool> MakeRoomAsync(EntryAlias newcomer, StoredPoint owner, int limit, CancellationToken cancellationToken)
    {
        var present = await _reader.AliasesAsync(owner, cancellationToken);
        StoredPoint[] leaving = [.. present.OrderBy(alias => alias.ToAlias().Origin is not AliasOrigin.Verified).Take(Math.Max(0, present.Count + 1 - limit))];
        if (newcomer.Origin is AliasOrigin.Verified && leaving.Any(alias => alias.ToAlias().Origin is not AliasOrigin.Verified))
        {
            return false;
        }

        await _writer.DeleteAsync(leaving, cancellationToken);
        return true;
    }
}
