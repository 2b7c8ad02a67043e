using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Auditing;
using SemanticCache.Core.Jobs;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;
using AuditEvent = SemanticCache.Core.Auditing.AuditEvent;

namespace SemanticCache.Server.Grpc;

/// <summary>Creates, lists and cancels jobs, and notes it.</summary>
internal sealed class JobAdministration
{
    private readonly JobBook _book;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    public JobAdministration(JobBook book, AuditLog audit, TimeProvider time)
    {
        _book = book;
        _audit = audit;
        _time = time;
    }

    /// <summary>Creates a job.</summary>
    public async Task<CreateJobResponse> CreateAsync(CacheNamespace target, CreateJobRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var job = new JobReader(target, caller, _time.GetUtcNow()).ReadOrThrow(request);
        if (await _book.CreateAsync(job, [.. request.Ask?.Questions ?? []], cancellationToken) is not { } created)
        {
            throw GrpcErrors.Create(Code.ResourceExhausted, "TOO_MANY_JOBS", $"{JobBook.MostOpen} jobs are open; wait for one to end, or cancel one.");
        }

        await NoteAsync(caller, AuditActions.CreateJob, created);
        return new CreateJobResponse { Job = Write(created) };
    }

    /// <summary>Lists the jobs in a namespace.</summary>
    public async Task<ListJobsResponse> ListAsync(CacheNamespace target, ListJobsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var found = await _book.ListAsync(target, caller.OwnTenant, new PageRequest(PageSize.Read(request.PageSize), request.PageToken), cancellationToken);
        return new ListJobsResponse { Jobs = { found.Jobs.Select(Write) }, NextPageToken = found.NextToken };
    }

    /// <summary>Returns a job.</summary>
    public async Task<GetJobResponse> GetAsync(CacheNamespace target, string id, Caller caller, CancellationToken cancellationToken) =>
        await _book.FindAsync(target, id, caller.OwnTenant, cancellationToken) is { } found ? new GetJobResponse { Job = Write(found) } : throw Unknown(target, id);

    /// <summary>Ends a job.</summary>
    public async Task<CancelJobResponse> CancelAsync(CacheNamespace target, string id, Caller caller, CancellationToken cancellationToken)
    {
        if (await _book.CancelAsync(target, id, caller.OwnTenant, cancellationToken) is { } cancelled)
        {
            await NoteAsync(caller, AuditActions.CancelJob, cancelled);
            return new CancelJobResponse { Job = Write(cancelled) };
        }

        throw await _book.FindAsync(target, id, caller.OwnTenant, cancellationToken) is null
            ? Unknown(target, id)
            : GrpcErrors.Create(Code.FailedPrecondition, "JOB_ENDED", $"The job {id} has ended.");
    }

    private Job Write(BackgroundJob job) => JobWriter.Write(job, _time.GetUtcNow());

    private Task NoteAsync(Caller caller, string action, BackgroundJob job) => _audit.AddAsync(
        caller, new AuditEvent { Action = action, Namespace = job.Namespace, Target = job.Id, After = AuditText.Of(job) });

    private static RpcException Unknown(CacheNamespace target, string id) =>
        GrpcErrors.Create(Code.NotFound, "UNKNOWN_JOB", $"There is no job {id} in '{target.Name}'.");
}
