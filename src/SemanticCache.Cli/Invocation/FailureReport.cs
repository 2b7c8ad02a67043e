using Google.Rpc;
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

    /// <summary>Returns why the service refused, in one word for programs; null where it did not say.</summary>
    public static string? ReasonOf(RpcException refusal) => refusal.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;

    private static FailureReport OfCall(RpcException call) => call.StatusCode switch
    {
        StatusCode.Cancelled => new FailureReport("Stopped.", ExitCodes.Interrupted),
        StatusCode.DeadlineExceeded when call.Trailers.Count == 0 =>
            new FailureReport("The service did not answer in time.", ExitCodes.Refused),
        StatusCode.Unimplemented => new FailureReport(
            "The service does not know this command; is it older than this program?", ExitCodes.Refused),
        StatusCode.Unauthenticated => new FailureReport(
            $"{OfAuthentication(call)} An admin creates one: semcache keys create NAME --role client", ExitCodes.Refused),
        StatusCode.PermissionDenied => new FailureReport(
            $"{call.Status.Detail} Give a key that may with --api-key or SEMCACHE_API_KEY.", ExitCodes.Refused),
        _ => new FailureReport(call.Status.Detail, ExitCodes.Refused),
    };

    // What the service says of a missing key is about headers, which this program sends by itself.
    private static string OfAuthentication(RpcException call) => ReasonOf(call) == "NO_KEY"
        ? "The service wants a key: give one with --api-key or SEMCACHE_API_KEY."
        : $"{call.Status.Detail} Give another with --api-key or SEMCACHE_API_KEY.";
}
