using Google.Rpc;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>What the front of administration does with invalidations.</summary>
internal sealed class InvalidationService
{
    private const int ReadAtOnce = 100;

    private readonly InvalidationReader _reader;
    private readonly Invalidator _invalidator;
    private readonly InvalidationUndo _undo;
    private readonly InvalidationBook _book;
    private readonly TimeProvider _time;
    private readonly TimeSpan _grace;

    public InvalidationService(
        InvalidationReader reader, Invalidator invalidator, InvalidationUndo undo, InvalidationBook book, TimeProvider time, IOptions<InvalidationOptions> options)
    {
        _reader = reader;
        _invalidator = invalidator;
        _undo = undo;
        _book = book;
        _time = time;
        _grace = options.Value.GracePeriod;
    }

    /// <summary>Reads a filter, limited to what the caller may see.</summary>
    public Task<Core.Invalidation.InvalidationFilter> ReadAsync(
        CacheNamespace target, Protocol.V1.InvalidationFilter? filter, Caller caller, CancellationToken cancellationToken) =>
        _reader.ReadAsync(target.Name, filter ?? new(), caller, cancellationToken);

    /// <summary>Returns what a filter selects.</summary>
    public Task<InvalidationResult> PreviewAsync(Core.Invalidation.InvalidationFilter filter, CancellationToken cancellationToken) =>
        _invalidator.PreviewAsync(filter, cancellationToken);

    /// <summary>Deletes what a filter selects.</summary>
    public Task<InvalidationResult> InvalidateAsync(
        CacheNamespace target, Core.Invalidation.InvalidationFilter filter, Caller caller, CancellationToken cancellationToken) =>
        _invalidator.InvalidateAsync(target, filter, caller, cancellationToken);

    /// <summary>Deletes one entry.</summary>
    public Task<InvalidationResult> DeleteAsync(CacheNamespace target, CacheEntry entry, Caller caller, CancellationToken cancellationToken) =>
        _invalidator.InvalidateAsync(
            target, new Core.Invalidation.InvalidationFilter { Namespace = target.Name, Ids = [entry.Id], Tenant = caller.OwnTenant }, caller, cancellationToken);

    /// <summary>Brings the entries of an invalidation back and returns how many.</summary>
    public async Task<long> UndoAsync(CacheNamespace target, string id, Caller caller, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var parsed))
        {
            throw GrpcErrors.Invalid("invalidation_id", "must be an invalidation's identifier, a UUID");
        }

        var result = await _undo.UndoAsync(target, parsed.ToString("D"), caller.OwnTenant, cancellationToken);
        return result.Outcome switch
        {
            UndoOutcome.Undone => result.Restored,
            UndoOutcome.AlreadyUndone => throw GrpcErrors.Create(Code.FailedPrecondition, "ALREADY_UNDONE", $"The invalidation {id} was undone before."),
            UndoOutcome.Busy => throw GrpcErrors.Create(Code.Aborted, "INVALIDATION_RUNNING", $"Somebody is still at work on the invalidation {id}; try again in a minute."),
            _ => throw GrpcErrors.Create(Code.NotFound, "UNKNOWN_INVALIDATION", $"There is no invalidation {id} in '{target.Name}' that can be undone."),
        };
    }

    /// <summary>Returns a page of the invalidations in a namespace.</summary>
    public async Task<ListInvalidationsResponse> ListAsync(
        CacheNamespace target, ListInvalidationsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var wanted = PageSize.Read(request.PageSize);
        var response = new ListInvalidationsResponse { NextPageToken = request.PageToken };
        do
        {
            var page = new PageRequest(Math.Min(ReadAtOnce, wanted - response.Invalidations.Count), response.NextPageToken);
            var found = await _book.ListAsync(target, caller.OwnTenant, page, cancellationToken);
            response.Invalidations.AddRange(found.Invalidations.Select(each => InvalidationWriter.Write(each, _grace, _time.GetUtcNow())));
            response.NextPageToken = found.NextToken;
        }
        while (response.NextPageToken.Length > 0 && response.Invalidations.Count < wanted);
        return response;
    }
}
