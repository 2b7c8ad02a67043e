using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;

namespace SemanticCache.Server.Grpc;

/// <content>Jobs.</content>
internal sealed partial class AdminGrpcService
{
    /// <inheritdoc/>
    [AllowedTo]
    public override Task<CreateJobResponse> CreateJob(CreateJobRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        return _jobs.CreateAsync(Require(request.Namespace), request, caller, context.CancellationToken);
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override Task<ListJobsResponse> ListJobs(ListJobsRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        return _jobs.ListAsync(Require(request.Namespace), request, caller, context.CancellationToken);
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override Task<GetJobResponse> GetJob(GetJobRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        return _jobs.GetAsync(Require(request.Namespace), request.JobId, caller, context.CancellationToken);
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override Task<CancelJobResponse> CancelJob(CancelJobRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        return _jobs.CancelAsync(Require(request.Namespace), request.JobId, caller, context.CancellationToken);
    }
}
