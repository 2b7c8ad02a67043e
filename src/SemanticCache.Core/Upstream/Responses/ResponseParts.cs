using System.Collections.Immutable;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>Turns the items of one response into an answer's parts.</summary>
internal sealed class ResponseParts
{
    private readonly Dictionary<int, int> _calls = [];
    private readonly HashSet<int> _messages = [];
    private readonly HashSet<int> _told = [];
    private bool _hasThoughts;
    private bool _hasMore;

    /// <summary>Returns the end of an answer.</summary>
    /// <remarks>
    /// An answer that no entry can hold whole keeps the API's own word for its end, which the admission rules do not take for a whole answer: one
    /// with other items than a message and calls, and one that thought before it called, because its caller must send the thoughts back.
    /// </remarks>
    public AnswerEnd End(ModelResponse response)
    {
        var status = response.Status ?? ResponseStatus.Completed;
        var isMore = _hasMore || _messages.Count > 1 || (_hasThoughts && _calls.Count > 0);
        return new AnswerEnd(
            isMore ? status : ResponseStatus.ToFinishReason(status, response.IncompleteDetails?.Reason, _calls.Count > 0),
            response.Model ?? "",
            new(response.Usage?.InputTokens ?? 0, response.Usage?.OutputTokens ?? 0) { CachedInputTokens = response.Usage?.InputTokensDetails?.CachedTokens ?? 0 });
    }

    /// <summary>Returns the parts of an item's beginning.</summary>
    public ImmutableArray<AnswerEvent> Begin(int index, ResponseItem item)
    {
        switch (item.Type)
        {
            case "message":
                _messages.Add(index);
                return [];
            case "function_call" when !_calls.ContainsKey(index):
                _calls[index] = _calls.Count;
                return [new ToolCallDelta(_calls[index], item.CallId ?? "", item.Name ?? "", "")];
            case "function_call":
                return [];
            case "reasoning":
                _hasThoughts = true;
                return [];
            default:
                _hasMore = true;
                return [];
        }
    }

    /// <summary>Returns the part that is more of a message.</summary>
    public ImmutableArray<AnswerEvent> ContinueText(int index, string? text)
    {
        _told.Add(index);
        _messages.Add(index);
        return string.IsNullOrEmpty(text) ? [] : [new TextDelta(text)];
    }

    /// <summary>Returns the part that is more of a call.</summary>
    public ImmutableArray<AnswerEvent> ContinueCall(int index, string? arguments)
    {
        if (string.IsNullOrEmpty(arguments) || !_calls.TryGetValue(index, out var number))
        {
            return [];
        }

        _told.Add(index);
        return [new ToolCallDelta(number, "", "", arguments)];
    }

    /// <summary>Returns the parts of a whole item that have not been told yet.</summary>
    public ImmutableArray<AnswerEvent> Finish(int index, ResponseItem item)
    {
        var begun = Begin(index, item);
        var isTold = _told.Contains(index);
        switch (item.Type)
        {
            case "message":
                var content = item.Content ?? [];
                _hasMore |= content.Length > 1 || content.Any(part => !part.IsPlain);
                return isTold ? begun : [.. begun, .. content.SelectMany(part => ContinueText(index, part.Text))];
            case "function_call" when !isTold:
                return [.. begun, .. ContinueCall(index, item.Arguments)];
            default:
                return begun;
        }
    }
}
