using System.Text;
using System.Text.Unicode;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Search;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Server.Grpc;

/// <summary>Turns failures into gRPC statuses with a reason that programs can read.</summary>
internal static class GrpcErrors
{
    private const string Domain = "semanticcache";

    // Errors travel in HTTP/2 trailers. gRPC's C core takes 8 KiB of them; a message counts three times, because it is
    // percent-encoded in grpc-message and repeated in the details, and the details grow by a third in base64.
    private const int MostMessageBytes = 1024;
    private const int MostDetailBytes = 2048;
    private const int MostFieldBytes = 256;
    private const int ViolationFrame = 4;

    /// <summary>Returns the exception for a request whose fields are wrong; every one is named, as far as an error can hold them.</summary>
    public static RpcException Invalid(IReadOnlyList<FieldMistake> mistakes)
    {
        var details = new BadRequest();
        var space = MostDetailBytes;
        foreach (var mistake in mistakes)
        {
            var violation = new BadRequest.Types.FieldViolation
            {
                Field = Cut(mistake.Field, MostFieldBytes),
                Description = Cut(mistake.Description, MostFieldBytes),
            };
            space -= violation.CalculateSize() + ViolationFrame;
            if (space < 0)
            {
                break;
            }

            details.FieldViolations.Add(violation);
        }

        return Create(Code.InvalidArgument, "INVALID_FIELDS", Summary(details, mistakes.Count), details);
    }

    /// <summary>Throws the exception for a request whose fields are wrong, if any is.</summary>
    public static void ThrowIfAny(IReadOnlyList<FieldMistake> mistakes)
    {
        if (mistakes.Count > 0)
        {
            throw Invalid(mistakes);
        }
    }

    /// <summary>Returns the exception for one wrong field.</summary>
    public static RpcException Invalid(string field, string description) => Invalid([new FieldMistake(field, description)]);

    /// <summary>Returns an exception with a status, a reason and a message.</summary>
    public static RpcException Create(Code code, string reason, string message, Google.Protobuf.IMessage? details = null)
    {
        var status = new Google.Rpc.Status
        {
            Code = (int)code,
            Message = Cut(message, MostMessageBytes),
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
        InvalidationStoppedException => Create(Code.Aborted, "INVALIDATION_STOPPED", failure.Message),
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

        return new Google.Rpc.Status { Code = (int)code, Message = Cut(failure.Message, MostMessageBytes), Details = { Any.Pack(info) } }.ToRpcException();
    }

    private static string Summary(BadRequest details, int mistakes)
    {
        var told = string.Join("; ", details.FieldViolations.Select(violation => $"{violation.Field}: {violation.Description}"));
        var rest = mistakes - details.FieldViolations.Count;
        return rest == 0 ? told : $"{rest} more than these fields are wrong: {told}";
    }

    private static string Cut(string text, int mostBytes)
    {
        if (text.Length * 3 <= mostBytes || Encoding.UTF8.GetByteCount(text) <= mostBytes)
        {
            return text;
        }

        Span<byte> kept = stackalloc byte[mostBytes];
        Utf8.FromUtf16(text, kept, out var characters, out _);
        return text[..characters];
    }
}
