namespace SemanticCache.Core.Policies;

/// <summary>What becomes of questions and answers that hold personal data.</summary>
public enum PersonalDataPolicy
{
    /// <summary>Neither is stored.</summary>
    DoNotStore,

    /// <summary>An answer is stored with its personal data blacked out; a question that holds some is not stored.</summary>
    Redact,

    /// <summary>They are stored as they are; nothing is looked for.</summary>
    Store,
}
