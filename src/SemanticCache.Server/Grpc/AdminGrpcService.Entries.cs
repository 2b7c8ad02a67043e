using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Auditing;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using AuditEvent = SemanticCache.Core.Auditing.AuditEvent;

namespace SemanticCache.Server.Grpc;

/// <content>Entries.</content>
internal sealed partial class AdminGrpcService
{
    // A page of large entries ends early: with what is read at once it stays within the 4 MiB that clients take by default.
    private const int EntriesReadAtOnce = 10;
    private const int LargestPageBytes = 1024 * 1024;

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<GetEntryResponse> GetEntry(GetEntryRequest request, ServerCallContext context)
    {
        var id = EntryIdReader.Read("id", request.Id);
        return await VisibleAsync(id, context) is { } entry
            ? new GetEntryResponse { Entry = ResponseWriter.Entry(entry) }
            : throw UnknownEntry(request.Id);
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override Task<ListEntriesResponse> ListEntries(ListEntriesRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        return _entries.ListAsync(Require(request.Namespace).Name, request, caller, context.CancellationToken);
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<PinEntryResponse> PinEntry(PinEntryRequest request, ServerCallContext context)
    {
        var mistakes = new List<FieldMistake>();
        var id = EntryIdReader.Read("id", request.Id, mistakes);
        if (!request.HasPinned)
        {
            mistakes.Add(new FieldMistake("pinned", "must be given"));
        }

        GrpcErrors.ThrowIfAny(mistakes);
        if (await VisibleAsync(id, context) is not { } found || await _pins.SetAsync(found, request.Pinned, context.CancellationToken) is not { } entry)
        {
            throw UnknownEntry(request.Id);
        }

        await NoteAsync(context, new AuditEvent { Action = request.Pinned ? AuditActions.PinEntry : AuditActions.UnpinEntry, Namespace = entry.Namespace, Target = request.Id });
        return new PinEntryResponse { Entry = ResponseWriter.Entry(entry) };
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<DeleteEntryResponse> DeleteEntry(DeleteEntryRequest request, ServerCallContext context)
    {
        var id = EntryIdReader.Read("id", request.Id);

        // Another instance may have created the namespace a moment ago.
        if (await VisibleAsync(id, context) is not { } entry || await _namespaces.FindOrReadAsync(entry.Namespace, context.CancellationToken) is not { } target)
        {
            throw UnknownEntry(request.Id);
        }

        var result = await _invalidations.DeleteAsync(target, entry, CallerIdentity.CallerOf(context), context.CancellationToken);
        if (result.Deleted == 0)
        {
            throw UnknownEntry(request.Id);
        }

        await NoteAsync(context, new AuditEvent { Action = AuditActions.DeleteEntry, Namespace = target.Name, Target = request.Id, After = AuditText.Of(result) });
        return new DeleteEntryResponse { InvalidationId = result.Id };
    }

    // What the caller may not see is not there for it.
    private async Task<CacheEntry?> VisibleAsync(EntryId id, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        return await _store.GetAsync(id, context.CancellationToken) is { } entry && caller.MaySee(entry.Namespace, entry.Tenant) ? entry : null;
    }

    private static RpcException UnknownEntry(string id) => GrpcErrors.Create(Code.NotFound, "UNKNOWN_ENTRY", $"There is no entry {id}.");
}
