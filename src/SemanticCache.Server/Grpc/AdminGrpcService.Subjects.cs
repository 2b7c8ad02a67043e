using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;

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

        return new ForgetSubjectResponse { DeletedCount = await _eraser.EraseAsync(name, request.Subject, CallerIdentity.CallerOf(context).OwnTenant, context.CancellationToken) };
    }
}
