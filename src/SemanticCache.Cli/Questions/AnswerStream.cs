using System.Text;
using Grpc.Core;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Questions;

/// <summary>Reads a streamed answer, and passes its text on as it comes.</summary>
internal sealed class AnswerStream
{
    private readonly Func<string, Task> _onText;
    private readonly TimeProvider _time;

    /// <param name="onText">Gets each piece of text.</param>
    /// <param name="time">The clock.</param>
    public AnswerStream(Func<string, Task> onText, TimeProvider time)
    {
        _onText = onText;
        _time = time;
    }

    /// <summary>Reads to the end.</summary>
    public async Task<AskResult> ReadAsync(IAsyncStreamReader<StreamCompleteResponse> events, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var text = new StringBuilder();
        var metadata = new CacheMetadata();
        var model = "";
        TimeSpan? firstText = null;
        await foreach (var part in events.ReadAllAsync(cancellationToken))
        {
            switch (part.EventCase)
            {
                case StreamCompleteResponse.EventOneofCase.Start:
                    metadata = part.Start;
                    break;
                case StreamCompleteResponse.EventOneofCase.Text:
                    firstText ??= _time.GetElapsedTime(started);
                    text.Append(part.Text.Text);
                    await _onText(part.Text.Text);
                    break;
                case StreamCompleteResponse.EventOneofCase.End:
                    model = part.End.Model;
                    break;
                default:
                    break;
            }
        }

        var total = _time.GetElapsedTime(started);
        return new AskResult
        {
            Outcome = WireNames.Of(metadata.Outcome),
            Reason = metadata.Reason,
            Answer = text.ToString(),
            EntryId = metadata.EntryId.Length > 0 ? metadata.EntryId : null,
            Question = metadata.Question.Length > 0 ? metadata.Question : null,
            Similarity = metadata.HasSimilarity ? LookupResult.Round(metadata.Similarity) : null,
            Confidence = metadata.HasConfidence ? LookupResult.Round(metadata.Confidence) : null,
            Model = model,
            FirstTextMs = Math.Round((firstText ?? total).TotalMilliseconds, 2),
            TotalMs = Math.Round(total.TotalMilliseconds, 2),
        };
    }
}
