namespace SemanticCache.Core.Decisions.Guards;

/// <summary>A text as guards read it, taken apart once.</summary>
internal sealed class GuardText
{
    private GuardText(string text)
    {
        Text = text;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Reads a text.</summary>
    public static GuardText Of(string text) => new(text);
}
