namespace SemanticCache.Core.Scoping;

/// <summary>Why the cache, or its semantic tier, leaves a request alone.</summary>
public enum BypassReason
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The policy's mode is off.</summary>
    ModeOff,

    /// <summary>The caller asked for a fresh answer.</summary>
    NoCache,

    /// <summary>The last message is not the user's: a tool's result or the model's own words.</summary>
    NotAQuestion,

    /// <summary>The question is empty.</summary>
    EmptyText,

    /// <summary>The question leans on turns that are not there: left out by the policy, or never sent.</summary>
    FollowUp,

    /// <summary>The policy uses the exact tier alone.</summary>
    ExactTierOnly,

    /// <summary>The text is longer than the embedding model's window.</summary>
    TextTooLong,

    /// <summary>The scope could not be established.</summary>
    ScopeUnknown,

    /// <summary>The question asks for the state or content of the asker's own things.</summary>
    Personal,

    /// <summary>The question holds personal data, so that only the same words may share its answer.</summary>
    PersonalData,

    /// <summary>The question's answer changes with the hour or the day.</summary>
    TimeSensitive,

    /// <summary>The question matches a pattern of the policy.</summary>
    PolicyPattern,

    /// <summary>Several answers are asked for.</summary>
    SeveralAnswers,

    /// <summary>The probabilities of tokens are asked for.</summary>
    TokenProbabilities,

    /// <summary>The request, or the answer asked for, holds other things than text.</summary>
    NotText,

    /// <summary>The caller's key has had too many misses of different questions lately.</summary>
    ProbeLimit,

    /// <summary>The request leans on a state that the provider keeps.</summary>
    ProviderState,
}
