namespace SemanticCache.Server.Admin.Components.Policies;

/// <summary>The settings of a policy in words.</summary>
internal static class PolicyWords
{
    private const string Deciding = "Deciding";
    private const string Asked = "What is asked";
    private const string Life = "Life of entries";
    private const string Room = "Room";
    private const string Privacy = "Personal data";
    private const string Upstream = "Upstream and cost";
    private const string Reports = "Reports";
    private const string Other = "Other";

    /// <summary>The groups in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Groups = [Deciding, Asked, Life, Room, Privacy, Upstream, Reports, Other];

    private static readonly Dictionary<string, (string Group, string Label, string Help)> Words = new(StringComparer.Ordinal)
    {
        ["decision"] = (Deciding, "Decision", "How candidates are decided on."),
        ["similarity_threshold"] = (Deciding, "Similarity threshold", "The lowest similarity served, from 0 to 1. Empty: the embedding model's value."),
        ["minimum_confidence"] = (Deciding, "Minimum confidence", "The lowest confidence served, from 0 to 1. Empty: the verifier's value."),
        ["guards"] = (Deciding, "Guards", "One on each line; \"default\" and \"all\" stand for several, \"none\" for none. Empty: those on by default."),
        ["recalibration.bias"] = (Deciding, "Recalibration: bias", "Added to the log-odds of confidences, from -10 to 10. Empty: none."),
        ["recalibration.slope"] = (Deciding, "Recalibration: slope", "What log-odds are multiplied by, more than 0 and at most 10. Empty: none."),
        ["audit_percent"] = (Deciding, "Audited hits, percent", "The share of semantic hits that are compared with a fresh answer. Empty: 2 for the decision learned, else 0."),
        ["error_budget"] = (Deciding, "Error budget", "The share of hits that may be wrong, from 0 to 1. Empty: what the minimum confidence leaves."),
        ["record_queries"] = (Reports, "Record questions", "Whether the decision log holds questions in their own words; those with personal data it never does."),
        ["decision_retention"] = (Reports, "Decision log kept for", "From 1h to 90d; 7d by default."),
        ["tiers"] = (Asked, "Tiers", "Whether questions of the same meaning are served, or the same words alone."),
        ["vary_by"] = (Asked, "Vary by", "Request attributes that are part of the scope, one on each line."),
        ["ignore"] = (Asked, "Ignored facets", "Facets taken out of the scope, one on each line: model, system_prompt, sampling, locale."),
        ["conversation"] = (Asked, "Conversation", "What earlier turns mean."),
        ["conversation_turns"] = (Asked, "Turns looked up together", "For the conversation countback, from 1 to 16. Empty: 2."),
        ["bypass_rules"] = (Asked, "Bypass rules", "Questions left alone, one rule on each line: personal, time_sensitive, follow_up; \"none\" for none. Empty: all."),
        ["bypass_patterns"] = (Asked, "Bypass patterns", "Further questions left alone, one on each line; * stands for any words between."),
        ["honour_cache_control"] = (Asked, "Callers may ask for fresh answers", "Whether no-cache and max-age are followed."),
        ["ttl"] = (Life, "Time to live", "How long an answer may be served, such as 1d or 12h. Empty: 1d."),
        ["max_ttl"] = (Life, "Longest time to live", "The longest life that a caller may ask for. Empty: 30d."),
        ["expiry"] = (Life, "Expiry", "Whether being served puts the expiry off."),
        ["ttl_jitter"] = (Life, "Jitter, percent", "By how much lives are shortened at random, from 0 to 50. Empty: 0."),
        ["stale_while_revalidate"] = (Life, "Stale while revalidating", "How long after its expiry an answer is served while a fresh one is fetched. Empty: never."),
        ["stale_if_error"] = (Life, "Stale if the upstream fails", "How long after its expiry an answer is served where the upstream fails. Empty: never."),
        ["max_entries"] = (Room, "Most entries", "Beyond it others go. Empty: one million."),
        ["max_bytes"] = (Room, "Most bytes", "Of questions and answers together. Empty: no limit."),
        ["max_tenant_entries"] = (Room, "Most entries of a tenant", "Beyond it the tenant's own go. Empty: no limit."),
        ["max_entry_bytes"] = (Room, "Largest entry, bytes", "Question and answer together. Empty: 262144."),
        ["eviction"] = (Room, "Eviction", "Which entries go first: used longest ago, served least often, or saving least for their size."),
        ["personal_data"] = (Privacy, "Personal data", "What becomes of questions and answers that hold some."),
        ["personal_data_kinds"] = (Privacy, "Kinds looked for", "One on each line: email, phone, card, iban, national_id; \"none\" for none. Empty: all."),
        ["subject_attribute"] = (Privacy, "Subject attribute", "The request attribute that names the person whom an answer is for. Empty: none."),
        ["upstream"] = (Upstream, "Upstream", "The endpoint or route that misses go to. Empty: the default one."),
        ["replay_tokens_per_second"] = (Upstream, "Replay, tokens a second", "How fast a hit is streamed, from 0 (at once) to 1000."),
        ["cost.input_per_million"] = (Upstream, "Price of a million prompt tokens", "In your currency, for what was saved."),
        ["cost.output_per_million"] = (Upstream, "Price of a million answer tokens", "In your currency, for what was saved."),
    };

    /// <summary>Returns the words for a setting or a part of one; one that has none yet is shown by its name.</summary>
    public static (string Group, string Label, string Help) Of(string path) =>
        Words.TryGetValue(path, out var words) ? words : (Other, char.ToUpperInvariant(path[0]) + path[1..].Replace('_', ' ').Replace('.', ' '), "");
}
