using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Auditing;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using AuditEvent = SemanticCache.Core.Auditing.AuditEvent;

namespace SemanticCache.Server.Grpc;

/// <content>Merges.</content>
internal sealed partial class AdminGrpcService
{
    private const int MergesReadAtOnce = 100;

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<ListMergesResponse> ListMerges(ListMergesRequest request, ServerCallContext context)
    {
        var name = Require(request.Namespace).Name;
        var caller = CallerIdentity.CallerOf(context);
        var wanted = PageSize.Read(request.PageSize);
        var response = new ListMergesResponse { NextPageToken = request.PageToken };
        do
        {
            var size = Math.Min(MergesReadAtOnce, wanted - response.Merges.Count);
            var page = await _store.ListMergesAsync(name, new PageRequest(size, response.NextPageToken), context.CancellationToken);
            foreach (var merge in page.Merges)
            {
                var kept = await _store.FindAsync(merge.Kept, context.CancellationToken);
                if (caller.SeesEveryTenant || (kept is { Alias: null, Entry: var entry } && caller.MaySee(entry.Namespace, entry.Tenant)))
                {
                    response.Merges.Add(await WriteAsync(merge, kept, context.CancellationToken));
                }
            }

            response.NextPageToken = page.NextToken;
        }
        while (response.NextPageToken.Length > 0 && response.Merges.Count < wanted && response.CalculateSize() < LargestPageBytes);
        return response;
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<UndoMergeResponse> UndoMerge(UndoMergeRequest request, ServerCallContext context)
    {
        CallerIdentity.CallerOf(context).RequireEveryTenant();
        var name = Require(request.Namespace).Name;
        if (!Guid.TryParseExact(request.MergeId, "D", out var id))
        {
            throw GrpcErrors.Invalid("merge_id", "must be a merge's identifier, a UUID");
        }

        if (!await _store.UndoMergeAsync(name, new MergeId(id), _time.GetUtcNow(), context.CancellationToken))
        {
            throw GrpcErrors.Create(Code.NotFound, "UNKNOWN_MERGE", $"There is no merge {request.MergeId} in '{name}' that can be undone.");
        }

        await NoteAsync(context, new AuditEvent { Action = AuditActions.UndoMerge, Namespace = name, Target = request.MergeId });
        return new UndoMergeResponse();
    }

    private async Task<Merge> WriteAsync(EntryMerge merge, EntryMatch? kept, CancellationToken cancellationToken) => new()
    {
        Id = merge.Id.ToString(),
        KeptEntryId = merge.Kept.ToString(),
        RemovedEntryId = merge.Removed.ToString(),
        KeptQuestion = QuestionOf(kept),
        RemovedQuestion = QuestionOf(await _store.FindAsync(merge.Removed, cancellationToken)),
        Reason = merge.Reason,
        MergeTime = merge.At.ToTimestamp(),
    };

    private static string QuestionOf(EntryMatch? match) => match?.Alias?.Question ?? match?.Entry.Question ?? "";
}
