using SemanticCache.Core.Entries;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>Lists entries, and searches among them.</summary>
internal sealed class EntryListing
{
    // A page of large entries ends early: with what is read at once it stays within the 4 MiB that clients take by default.
    private const int ReadAtOnce = 10;
    private const int LargestPageBytes = 1024 * 1024;

    // A search that finds little must not read a whole namespace in one call.
    private const int LookedAt = 1000;

    private readonly ICacheStore _store;
    private readonly NeighbourhoodReader _neighbourhoods;

    public EntryListing(ICacheStore store, NeighbourhoodReader neighbourhoods)
    {
        _store = store;
        _neighbourhoods = neighbourhoods;
    }

    /// <summary>Returns a page of the entries in a namespace that the caller may see.</summary>
    public async Task<ListEntriesResponse> ListAsync(string namespaceName, ListEntriesRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var search = await ReadAsync(request, cancellationToken);
        var filter = new EntryFilter { Namespace = namespaceName, Tag = request.Tag.Length == 0 ? null : request.Tag, Tenant = caller.OwnTenant };
        var wanted = PageSize.Read(request.PageSize);
        var response = new ListEntriesResponse { NextPageToken = request.PageToken };
        var lookedAt = 0;
        do
        {
            var size = Math.Min(ReadAtOnce, wanted - response.Entries.Count);
            var page = await _store.ListAsync(filter, new PageRequest(size, response.NextPageToken), cancellationToken);
            response.Entries.AddRange(page.Entries.Where(search).Select(ResponseWriter.Entry));
            response.NextPageToken = page.NextToken;
            lookedAt += page.Entries.Count;
        }
        while (response.NextPageToken.Length > 0 && response.Entries.Count < wanted && lookedAt < LookedAt && response.CalculateSize() < LargestPageBytes);
        return response;
    }

    private async Task<Func<CacheEntry, bool>> ReadAsync(ListEntriesRequest request, CancellationToken cancellationToken)
    {
        var mistakes = new List<FieldMistake>();
        if (request.Like.Length > 0 && CanonicalText.Of(request.Like).Length == 0)
        {
            mistakes.Add(new FieldMistake("like", "must not be blank"));
        }

        if (request.Like.Length > 0 != request.HasWithin)
        {
            mistakes.Add(new FieldMistake("within", "must be given together with like"));
        }

        if (request.HasWithin && request.Within is not (>= 0 and <= 1))
        {
            mistakes.Add(new FieldMistake("within", "must be from 0 to 1"));
        }

        GrpcErrors.ThrowIfAny(mistakes);
        var near = request.Like.Length == 0 ? null : await _neighbourhoods.ReadAsync("like", request.Like, request.Within, cancellationToken);
        return entry => Holds(entry, request.Contains) && (near is null || near.Contains(new InvalidatedEntry(entry, [])));
    }

    private static bool Holds(CacheEntry entry, string text) =>
        text.Length == 0 || entry.Question.Contains(text, StringComparison.OrdinalIgnoreCase) || entry.Answer.Text.Contains(text, StringComparison.OrdinalIgnoreCase);
}
