using System.Globalization;
using SemanticCache.Cli.Invocation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Namespaces;

/// <summary>Draws namespaces.</summary>
internal static class NamespaceTable
{
    /// <summary>Draws one namespace with all its settings.</summary>
    public static IRenderable Draw(NamespaceResult found) => Fields.Draw(
        ("name", found.Name),
        ("entries", found.Entries?.ToString("N0", CultureInfo.InvariantCulture)),
        ("decision", found.Decision),
        ("similarity_threshold", Bar(found.SimilarityThreshold, found.EffectiveSimilarityThreshold)),
        ("minimum_confidence", Bar(found.MinimumConfidence, found.EffectiveMinimumConfidence)),
        ("guards", List(found.Guards)),
        ("ttl", found.Ttl),
        ("max_ttl", found.MaxTtl),
        ("expiry", found.Expiry),
        ("ttl_jitter", Number(found.TtlJitter)),
        ("stale_while_revalidate", found.StaleWhileRevalidate ?? "never"),
        ("stale_if_error", found.StaleIfError ?? "never"),
        ("replay_tokens_per_second", found.ReplayTokensPerSecond == 0 ? "0 (at once)" : found.ReplayTokensPerSecond.ToString(CultureInfo.InvariantCulture)),
        ("mode", found.Mode),
        ("canary_percent", Number(found.CanaryPercent)),
        ("honour_cache_control", found.HonourCacheControl ? "true" : "false"),
        ("record_queries", found.RecordQueries ? "true" : "false"),
        ("decision_retention", found.DecisionRetention),
        ("error_budget", found.ErrorBudget is { } budget ? Number(budget) : $"{Number(1 - found.EffectiveMinimumConfidence)} (what the confidence leaves)"),
        ("tiers", found.Tiers),
        ("vary_by", List(found.VaryBy)),
        ("ignore", List(found.Ignore)),
        ("conversation", found.Conversation),
        ("conversation_turns", found.ConversationTurns.ToString(CultureInfo.InvariantCulture)),
        ("bypass_rules", List(found.BypassRules)),
        ("bypass_patterns", List(found.BypassPatterns)),
        ("personal_data", found.PersonalData),
        ("personal_data_kinds", List(found.PersonalDataKinds)),
        ("subject_attribute", found.SubjectAttribute.Length == 0 ? "-" : found.SubjectAttribute),
        ("recalibration.bias", Number(found.RecalibrationBias)),
        ("recalibration.slope", Number(found.RecalibrationSlope)),
        ("audit_percent", found.AuditPercent is { } percent ? Number(percent) : found.Decision == "learned" ? "2 (the default)" : "0 (the default)"),
        ("max_entries", found.MaxEntries.ToString(CultureInfo.InvariantCulture)),
        ("max_entry_bytes", found.MaxEntryBytes.ToString(CultureInfo.InvariantCulture)),
        ("max_bytes", found.MaxBytes?.ToString(CultureInfo.InvariantCulture) ?? "no limit"),
        ("max_tenant_entries", found.MaxTenantEntries?.ToString(CultureInfo.InvariantCulture) ?? "no limit"),
        ("eviction", found.Eviction),
        ("upstream", found.Upstream.Length == 0 ? "(the default)" : found.Upstream),
        ("cost.input_per_million", Number(found.Cost.InputPerMillion)),
        ("cost.output_per_million", Number(found.Cost.OutputPerMillion)));

    /// <summary>Draws all namespaces, a row each.</summary>
    public static IRenderable Draw(NamespaceList list)
    {
        if (list.Items.Count == 0)
        {
            return new Text("There are no namespaces yet. Create one: semcache namespaces create support-bot");
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("name", "mode", "tiers", "decision", "similarity", "confidence", "ttl");
        foreach (var found in list.Items)
        {
            table.AddRow(
                new Text(found.Name), new Text(found.Mode), new Text(found.Tiers), new Text(found.Decision),
                new Text(Number(found.EffectiveSimilarityThreshold)), new Text(Number(found.EffectiveMinimumConfidence)), new Text(found.Ttl));
        }

        return table;
    }

    private static string Bar(double? set, double effective) => set is { } value ? Number(value) : $"{Number(effective)} (the model's)";

    private static string List(IReadOnlyList<string> items) => items.Count == 0 ? "-" : string.Join(",", items);

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
