using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Search;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Server.Grpc;

/// <summary>Turns failures into gRPC statuses with a reason that programs can read.</summary>
internal static class GrpcErrors
{
    private const string Domain = "semanticcache";

    /// <summary>Returns the exception for a request whose fields are wrong; every one is named.</summary>
    public static RpcException Invalid(IReadOnlyList<FieldMistake> mistakes)
    {
        var details = new BadRequest();
        details.FieldViolations.AddRange(
            mistakes.Select(mistake => new BadRequest.Types.FieldViolation { Field = mistake.Field, Description = mistake.Description }));
        var message = string.Join("; ", mistakes.Select(mistake => $"{mistake.Field}: {mistake.Description}"));
        return Create(Code.InvalidArgument, "INVALID_FIELDS", message, details);
    }

    /// <summary>Returns the exception for one wrong field.</summary>
    public static RpcException Invalid(string field, string description) => Invalid([new FieldMistake(field, description)]);

    /// <summary>Returns an exception with a status, a reason and a message.</summary>
    public static RpcException Create(Code code, string reason, string message, Google.Protobuf.IMessage? details = null)
    {
        var status = new Google.Rpc.Status
        {
            Code = (int)code,
            Message = message,
            Details = { Any.Pack(new ErrorInfo { Domain = Domain, Reason = reason }) },
        };
        if (details is not null)
        {
            status.Details.Add(Any.Pack(details));
        }

        return status.ToRpcException();
    }

    /// <summary>Returns the exception for a failure that the service expects, or null for one that it does not.</summary>
    public static RpcException? Translate(Exception failure) => failure switch
    {
        UnknownNamespaceException => Create(Code.NotFound, "UNKNOWN_NAMESPACE", failure.Message),
        InvalidPageTokenException => Invalid("page_token", failure.Message),
        UpstreamException upstream => Upstream(upstream),
        _ => null,
    };

    private static RpcException Upstream(UpstreamException failure)
    {
        var code = failure.Failure is UpstreamFailure.TimedOut ? Code.DeadlineExceeded : Code.Unavailable;
        var info = new ErrorInfo { Domain = Domain, Reason = "UPSTREAM_" + Core.Reporting.WireName.Of(failure.Failure).ToUpperInvariant() };
        if (failure.StatusCode is { } status)
        {
            info.Metadata["upstream_status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return new Google.Rpc.Status { Code = (int)code, Message = failure.Message, Details = { Any.Pack(info) } }.ToRpcException();
    }
}
