namespace SemanticCache.Server.Admin.Components.Policies;

/// <summary>How a setting is edited.</summary>
public enum PolicyFieldKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A time such as "1d 12h".</summary>
    Time,

    /// <summary>One of several words.</summary>
    Choice,

    /// <summary>A text on each line.</summary>
    Lines,
}
