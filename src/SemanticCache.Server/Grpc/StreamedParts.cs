using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>Writes the parts of a streamed answer to the wire.</summary>
internal static class StreamedParts
{
    /// <summary>Returns the event that tells who is asked for an answer that the cache does not have.</summary>
    /// <param name="outcome">What the cache found.</param>
    /// <param name="upstream">The name of the upstream.</param>
    /// <param name="model">The model asked for; may be empty.</param>
    public static StreamCompleteResponse Progress(CacheOutcome outcome, string upstream, string model) => new()
    {
        Progress = new Progress
        {
            Stage = outcome.Kind is CacheOutcomeKind.Joined ? ProgressStage.Joined : ProgressStage.Asked,
            Upstream = upstream,
            Model = model,
        },
    };

    /// <summary>Returns the events for one part; the end is two, usage and end.</summary>
    public static IEnumerable<StreamCompleteResponse> Write(AnswerEvent part) => part switch
    {
        Core.Upstream.TextDelta text => [new StreamCompleteResponse { Text = new Protocol.V1.TextDelta { Text = text.Text } }],
        Core.Upstream.ToolCallDelta call =>
        [
            new StreamCompleteResponse
            {
                ToolCall = new Protocol.V1.ToolCallDelta { Index = call.Index, Id = call.Id, Name = call.Name, Arguments = call.Arguments },
            },
        ],
        AnswerEnd end =>
        [
            new StreamCompleteResponse { Usage = ResponseWriter.Usage(end.Usage) },
            new StreamCompleteResponse { End = new CompletionEnd { FinishReason = end.FinishReason, Model = end.Model } },
        ],
        _ => [],
    };
}
