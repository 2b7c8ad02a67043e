using Grpc.Core;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Cli.Invocation;

/// <summary>How a failed command ends.</summary>
/// <param name="Message">What went wrong and what to do, for a person.</param>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
internal sealed record FailureReport(string Message, int ExitCode)
{
    /// <summary>Returns the report of a failure that a user can understand, or null when the failure is a bug.</summary>
    public static FailureReport? Of(Exception failure) => failure switch
    {
        UsageException => new FailureReport(failure.Message, ExitCodes.UsageMistake),
        ServiceUnreachableException => new FailureReport(failure.Message, ExitCodes.Unreachable),
        RpcException call => OfCall(call),
        OperationCanceledException => new FailureReport("Stopped.", ExitCodes.Interrupted),
        _ => StartupMistakes.Of(failure) is { } mistakes
            ? new FailureReport(string.Join(Environment.NewLine, ["The service cannot start:", .. mistakes.Select(mistake => "  - " + mistake)]), ExitCodes.UsageMistake)
            : null,
    };

    private static FailureReport OfCall(RpcException call) => call.StatusCode switch
    {
        StatusCode.Cancelled => new FailureReport("Stopped.", ExitCodes.Interrupted),
        StatusCode.DeadlineExceeded when call.Trailers.Count == 0 =>
            new FailureReport("The service did not answer in time.", ExitCodes.Refused),
        StatusCode.Unimplemented => new FailureReport(
            "The service does not know this command; is it older than this program?", ExitCodes.Refused),
        StatusCode.Unauthenticated or StatusCode.PermissionDenied => new FailureReport(
            $"{call.Status.Detail} Give a key with --api-key or SEMCACHE_API_KEY.", ExitCodes.Refused),
        _ => new FailureReport(call.Status.Detail, ExitCodes.Refused),
    };
}
