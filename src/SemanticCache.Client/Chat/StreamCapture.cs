using Microsoft.Extensions.AI;

namespace SemanticCache.Client.Chat;

/// <summary>Keeps the parts of a streamed answer while they pass, up to a length.</summary>
internal sealed class StreamCapture
{
    private readonly int _longest;
    private List<ChatResponseUpdate>? _parts = [];
    private int _length;

    /// <summary>Keeps texts up to a number of characters.</summary>
    public StreamCapture(int longest)
    {
        _longest = longest;
    }

    /// <summary>Keeps one more part.</summary>
    public void Add(ChatResponseUpdate part)
    {
        _length += part.Contents.OfType<TextContent>().Sum(content => content.Text.Length);
        if (_length > _longest)
        {
            _parts = null;
        }

        _parts?.Add(part);
    }

    /// <summary>Returns the whole response; null where it was too long to be kept.</summary>
    public ChatResponse? ToResponse() => _parts?.ToChatResponse();
}
