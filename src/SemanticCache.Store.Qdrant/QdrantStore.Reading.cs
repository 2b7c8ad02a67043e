using System.Numerics.Tensors;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Store.Qdrant.Points;
using SemanticCache.Store.Qdrant.Reading;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant;

/// <content>Reading.</content>
public sealed partial class QdrantStore
{
    private const int MostPerPage = 1000;

    // Room for wordings that lead nowhere any more, and for what rounding puts on the wrong side of the floor.
    private const int Slack = 4;
    private const float Rounding = 1e-3f;

    // How many times more of the nearest by int8 are scored again with the whole vectors.
    private const double Oversampling = 2;

    /// <inheritdoc/>
    public async ValueTask<CacheEntry?> GetAsync(EntryId id, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        return await _reader.GetEntryAsync(id, cancellationToken) is { } point ? Entry(point) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<EntryMatch?> FindAsync(EntryId id, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        if (await PointAsync(id, cancellationToken) is not { } point)
        {
            return null;
        }

        if (point.IsEntry)
        {
            return Entry(point) is { } own ? new EntryMatch(own, null) : null;
        }

        return await _reader.GetEntryAsync(AliasPayload.EntryOf(point.Payload), cancellationToken) is { } owner && owner.Owns(point) && Entry(owner) is { } entry
            ? new EntryMatch(entry, point.ToAlias())
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<EntryAlias>> ListAliasesAsync(EntryId entry, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        return await _reader.GetEntryAsync(entry, cancellationToken) is { } owner
            ? [.. (await _reader.AliasesAsync(owner, cancellationToken)).Select(alias => alias.ToAlias())]
            : [];
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Candidate>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await OpenAsync(cancellationToken);
        var collection = _collections.Names.Wordings(query.EmbeddingFingerprint, query.Vector.Length);
        if (query.Vector.IsEmpty || !await IsThereAsync(collection, cancellationToken))
        {
            return [];
        }

        var points = await NearestAsync(collection, query, cancellationToken);
        var owners = await _reader.GetAsync([.. points.Where(point => !point.IsEntry).Select(alias => AliasPayload.EntryOf(alias.Payload)).Distinct()], cancellationToken);
        var candidates = points
            .Select(point => CandidateOf(point, owners, query))
            .OfType<Candidate>()
            .Where(candidate => candidate.Similarity >= query.MinimumSimilarity)
            .OrderByDescending(candidate => candidate.Similarity)
            .Take(query.Limit)
            .ToArray();
        return query.Reach is { } reach ? [.. candidates.Where(candidate => candidate.Similarity >= candidates[0].Similarity - reach)] : candidates;
    }

    /// <inheritdoc/>
    public async ValueTask<EntryPage> ListAsync(EntryFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Size, 1, nameof(page));
        var list = filter.ToString();
        var after = ListToken.Read(page.Token, list);
        await OpenAsync(cancellationToken);
        if (after is null)
        {
            // Another instance may have stored into a collection that this one has not seen yet.
            await _collections.RefreshAsync(cancellationToken);
        }

        var size = Math.Min(page.Size, MostPerPage);
        var keys = await _ordered.FirstAsync(_collections.Wordings, Selection.Entries(filter), Fields.CreatedAt, Direction.Desc, after, size + 1, cancellationToken);
        var points = await _reader.GetAsync([.. keys.Take(size).Select(key => key.Id)], cancellationToken);
        var entries = keys.Take(size).Select(key => points.GetValueOrDefault(key.Id)).Where(point => point is { IsEntry: true }).Select(point => Entry(point!)).OfType<CacheEntry>();
        return new EntryPage([.. entries], keys.Count > size ? ListToken.Write(keys[size - 1], list) : "");
    }

    /// <inheritdoc/>
    public async ValueTask<long> CountAsync(EntryFilter filter, CancellationToken cancellationToken)
    {
        var selection = Selection.Entries(filter);
        await OpenAsync(cancellationToken);
        return await _reader.CountAsync(selection, cancellationToken);
    }

    // The first entry of all may be another instance's, in a collection that this one has not seen yet.
    private async Task<StoredPoint?> PointAsync(EntryId id, CancellationToken cancellationToken)
    {
        if (_collections.Wordings is [_])
        {
            await _collections.RefreshAsync(cancellationToken);
        }

        return await _reader.GetAsync(id, cancellationToken);
    }

    private async Task<bool> IsThereAsync(string collection, CancellationToken cancellationToken)
    {
        if (!_collections.IsKnown(collection))
        {
            await _collections.RefreshAsync(cancellationToken);
        }

        return _collections.IsKnown(collection);
    }

    private async Task<IReadOnlyList<StoredPoint>> NearestAsync(string collection, SearchQuery query, CancellationToken cancellationToken)
    {
        var filter = new Filter { Must = { MatchKeyword(Fields.Scope, query.Scope.ToString()), PayloadTime.After(Fields.ExpiresAt, query.Now) } };
        var parameters = new SearchParams { Exact = _options.ExactSearch, HnswEf = (ulong)_options.SearchBreadth, Quantization = new QuantizationSearchParams { Rescore = true, Oversampling = Oversampling } };
        var vector = query.Vector.ToArray();
        var found = await _gateway.CallAsync(
            "query",
            (client, token) => client.QueryAsync(
                collection,
                vector,
                filter: filter,
                scoreThreshold: query.MinimumSimilarity - Rounding,
                searchParams: parameters,
                limit: (ulong)(query.Limit + Slack),
                payloadSelector: true,
                vectorsSelector: true,
                cancellationToken: token),
            cancellationToken);
        return [.. found.Select(point => StoredPoint.Of(collection, point))];
    }

    private Candidate? CandidateOf(StoredPoint point, IReadOnlyDictionary<EntryId, StoredPoint> owners, SearchQuery query)
    {
        var similarity = Math.Clamp(TensorPrimitives.Dot(query.Vector.Span, point.Vector.Span), -1f, 1f);
        if (point.IsEntry)
        {
            return Entry(point) is { } own && !own.IsExpired(query.Now) ? new Candidate(own, similarity) : null;
        }

        return owners.TryGetValue(AliasPayload.EntryOf(point.Payload), out var owner) && owner.IsEntry && owner.Owns(point)
            && Entry(owner) is { } entry && entry.Scope == query.Scope && !entry.IsExpired(query.Now)
                ? new Candidate(entry, similarity, point.ToAlias())
                : null;
    }

    // One damaged entry must not make a whole list fail.
    private CacheEntry? Entry(StoredPoint point)
    {
        try
        {
            return point.ToEntry();
        }
        catch (CorruptEntryException failure)
        {
            Log.CorruptPoint(_logger, failure, point.Id);
            return null;
        }
    }
}
