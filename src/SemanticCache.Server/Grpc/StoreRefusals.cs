using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.WriteBack;

namespace SemanticCache.Server.Grpc;

/// <summary>Why an answer that a caller brings is not stored.</summary>
internal static class StoreRefusals
{
    /// <summary>Returns the error of an answer that was not admitted.</summary>
    public static RpcException Of(Admission admission) => admission switch
    {
        Admission.TooLarge => GrpcErrors.Create(Code.ResourceExhausted, "ENTRY_TOO_LARGE", "Question and answer are larger than the policy's max_entry_bytes."),
        Admission.Quota => GrpcErrors.Create(
            Code.ResourceExhausted, "QUOTA_REACHED", "The namespace or the tenant is at a limit of the policy, and what it holds is pinned; or the entry alone is larger than max_bytes."),
        Admission.Empty => GrpcErrors.Invalid("answer.text", "must not be empty when there are no tool calls"),
        Admission.Incomplete => GrpcErrors.Invalid("answer.finish_reason", "must be 'stop' or 'tool_calls': only whole answers are stored"),
        Admission.PersonalData => GrpcErrors.Create(
            Code.FailedPrecondition, "PERSONAL_DATA", "The question or the answer holds personal data, which the policy's personal_data does not store."),
        Admission.NoStore => GrpcErrors.Invalid("cache_control.no_store", "cannot be set on Store"),
        _ => GrpcErrors.Create(
            Code.FailedPrecondition, "NOT_CACHEABLE", $"The cache leaves such requests alone ({WireName.Of(admission)}): the policy's mode is off, or the last message is not a question that stands for itself."),
    };
}
