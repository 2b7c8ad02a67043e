namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>The reasons of outcomes and verdicts, in sentences.</summary>
internal static class ReasonWords
{
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["same_question"] = "The same question was answered before.",
        ["similarity_reached"] = "The similarity reaches the threshold.",
        ["confidence_reached"] = "The confidence reaches the bar.",
        ["no_candidate"] = "Nothing similar is stored in this scope.",
        ["below_threshold"] = "The similarity stays below the threshold.",
        ["below_confidence"] = "The confidence stays below the bar.",
        ["guard_refused"] = "A guard refused the candidate.",
        ["rival_too_close"] = "A candidate with another answer is about as probable.",
        ["budget_spent"] = "The verifier's budget was spent before this one.",
        ["verifier_unavailable"] = "The verifier could not be asked.",
        ["text_too_long"] = "The question is too long for the semantic tier; only the same words can be served.",
        ["mode_off"] = "The namespace's mode is off.",
        ["not_a_question"] = "The last message is not the user's.",
        ["follow_up"] = "The question leans on turns that are not there.",
        ["exact_tier_only"] = "The policy uses the exact tier alone.",
        ["personal"] = "The question asks for the asker's own things.",
        ["personal_data"] = "The question holds personal data; only the same words can be served.",
        ["time_sensitive"] = "The answer changes with the hour or the day.",
        ["policy_pattern"] = "The question matches a bypass pattern of the policy.",
        ["probe_limit"] = "The key has had too many misses of different questions lately.",
        ["none"] = "Not looked at: another candidate was served before.",
    };

    /// <summary>Returns a reason in a sentence; one that has none yet in its own word.</summary>
    public static string Of(string reason) => Sentences.TryGetValue(reason, out var sentence) ? sentence : WireText.Words(reason);
}
