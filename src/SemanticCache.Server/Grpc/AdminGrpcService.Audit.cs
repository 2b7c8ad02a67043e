using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;

namespace SemanticCache.Server.Grpc;

/// <content>The log of all changes.</content>
internal sealed partial class AdminGrpcService
{
    private const int EventsReadAtOnce = 100;

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<ListAuditEventsResponse> ListAuditEvents(ListAuditEventsRequest request, ServerCallContext context)
    {
        // The log knows namespaces, not tenants. A deleted namespace's lines stay, so the name may be one that is no more.
        var caller = CallerIdentity.CallerOf(context);
        var isAll = request.Namespace.Length == 0;
        if (!caller.SeesEveryTenant || (isAll && !caller.Namespaces.IsEmpty))
        {
            throw GrpcErrors.Create(Code.PermissionDenied, "NOT_ALLOWED", "The key may not read this part of the audit log.");
        }

        var mistakes = new List<FieldMistake>();
        var since = WireTime.Read("since", request.Since, mistakes);
        GrpcErrors.ThrowIfAny(mistakes);
        var wanted = PageSize.Read(request.PageSize);
        var response = new ListAuditEventsResponse { NextPageToken = request.PageToken };
        do
        {
            var page = new PageRequest(Math.Min(EventsReadAtOnce, wanted - response.Events.Count), response.NextPageToken);
            var found = await _audit.ListAsync(isAll ? null : request.Namespace, since, page, context.CancellationToken);
            response.Events.AddRange(found.Events.Select(Write));
            response.NextPageToken = found.NextToken;
        }
        while (response.NextPageToken.Length > 0 && response.Events.Count < wanted && response.CalculateSize() < LargestPageBytes);
        return response;
    }

    private static Protocol.V1.AuditEvent Write(Core.Auditing.AuditEvent noted) => new()
    {
        Id = noted.Id,
        Time = noted.At.ToTimestamp(),
        Caller = noted.Caller,
        Action = noted.Action,
        Namespace = noted.Namespace,
        Target = noted.Target,
        Before = noted.Before,
        After = noted.After,
    };
}
