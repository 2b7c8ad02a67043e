namespace SemanticCache.Core.Pipeline;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Text">What is said.</param>
public sealed record ChatMessage(ChatRole Role, string Text)
{
    /// <summary>Whether the text is all that was said; where it is not, the text is the message's JSON, which no upstream of another API understands.</summary>
    public bool IsPlain { get; init; } = true;
}
