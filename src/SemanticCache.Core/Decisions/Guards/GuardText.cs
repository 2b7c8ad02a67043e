namespace SemanticCache.Core.Decisions.Guards;

/// <summary>A question as the guards read it, parsed once and shared by all of them.</summary>
internal sealed class GuardText
{
    public GuardText(string text)
    {
        Text = text;
    }

    /// <summary>The question.</summary>
    public string Text { get; }
}
