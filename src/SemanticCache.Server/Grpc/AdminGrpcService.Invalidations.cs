using Grpc.Core;
using SemanticCache.Core.Auditing;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Pipeline;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using AuditEvent = SemanticCache.Core.Auditing.AuditEvent;

namespace SemanticCache.Server.Grpc;

/// <content>Deletions by filter.</content>
internal sealed partial class AdminGrpcService
{
    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<InvalidateEntriesResponse> InvalidateEntries(InvalidateEntriesRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        var target = Require(request.Namespace);
        var filter = await _invalidations.ReadAsync(target, request.Filter, caller, context.CancellationToken);
        if (request.DryRun)
        {
            return InvalidationWriter.Write(await _invalidations.PreviewAsync(filter, context.CancellationToken));
        }

        var result = await _invalidations.InvalidateAsync(target, filter, caller, context.CancellationToken);
        await NoteAsync(context, new AuditEvent
        {
            Action = AuditActions.Invalidate, Namespace = target.Name, Target = FilterText.Of(filter), After = AuditText.Of(result),
        });
        return InvalidationWriter.Write(result);
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<UndoInvalidationResponse> UndoInvalidation(UndoInvalidationRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        var target = Require(request.Namespace);
        var restored = await _invalidations.UndoAsync(target, request.InvalidationId, caller, context.CancellationToken);
        await NoteAsync(context, new AuditEvent
        {
            Action = AuditActions.UndoInvalidation, Namespace = target.Name, Target = request.InvalidationId, After = AuditText.OfUndo(restored),
        });
        return new UndoInvalidationResponse { RestoredCount = restored };
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override Task<ListInvalidationsResponse> ListInvalidations(ListInvalidationsRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        return _invalidations.ListAsync(Require(request.Namespace), request, caller, context.CancellationToken);
    }
}
