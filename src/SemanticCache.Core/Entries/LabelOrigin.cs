namespace SemanticCache.Core.Entries;

/// <summary>How it came to be known whether serving an entry is right.</summary>
public enum LabelOrigin
{
    /// <summary>The entry was refused, and the model's fresh answer was compared with its own.</summary>
    Refused,

    /// <summary>The entry was served, and a sample of such hits was asked of the model afterwards.</summary>
    Audited,

    /// <summary>The entry was served, and the caller told.</summary>
    Feedback,
}
