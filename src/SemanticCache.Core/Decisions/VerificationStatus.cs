namespace SemanticCache.Core.Decisions;

/// <summary>The ways in which judging a pair can end without an exception.</summary>
public enum VerificationStatus
{
    /// <summary>The confidence is there.</summary>
    Verified,

    /// <summary>One of the questions is longer than the model's window.</summary>
    TextTooLong,

    /// <summary>One of the questions has words or signs that the model does not know; to the model all of these are alike.</summary>
    UnreadableText,

    /// <summary>The queue before the model is full.</summary>
    Overloaded,

    /// <summary>The model's answer did not come in time, or came too late.</summary>
    TimedOut,

    /// <summary>The model failed too often of late and is left alone for a while.</summary>
    Unavailable,
}
