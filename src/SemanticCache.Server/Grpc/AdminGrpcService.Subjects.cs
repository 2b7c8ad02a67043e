using Grpc.Core;
using SemanticCache.Core.Auditing;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using AuditEvent = SemanticCache.Core.Auditing.AuditEvent;

namespace SemanticCache.Server.Grpc;

/// <content>Persons.</content>
internal sealed partial class AdminGrpcService
{
    private const int LongestSubject = 1024;

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<ForgetSubjectResponse> ForgetSubject(ForgetSubjectRequest request, ServerCallContext context)
    {
        var name = Require(request.Namespace).Name;
        if (request.Subject.Length is 0 or > LongestSubject)
        {
            throw GrpcErrors.Invalid("subject", $"must have 1 to {LongestSubject} characters");
        }

        var deleted = await _eraser.EraseAsync(name, request.Subject, CallerIdentity.CallerOf(context).OwnTenant, context.CancellationToken);

        // Who was forgotten is not told: the log outlives the wish.
        await NoteAsync(context, new AuditEvent { Action = AuditActions.ForgetSubject, Namespace = name });
        return new ForgetSubjectResponse { DeletedCount = deleted };
    }
}
