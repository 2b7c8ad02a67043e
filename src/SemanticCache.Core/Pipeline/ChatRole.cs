namespace SemanticCache.Core.Pipeline;

/// <summary>Who speaks in a message.</summary>
public enum ChatRole
{
    /// <summary>The person who asks.</summary>
    User,

    /// <summary>The application, instructing the model.</summary>
    System,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool, reporting its result.</summary>
    Tool,
}
