using System.Text.Json;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>Writes rollups as JSON and reads them back.</summary>
internal static class RollupCodec
{
    /// <summary>Writes a rollup as UTF-8.</summary>
    public static byte[] Encode(Rollup rollup) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredRollup
        {
            Outcomes = Enum.GetValues<CacheOutcomeKind>().Where(kind => rollup.Of(kind) > 0).ToDictionary(WireName.Of, rollup.Of),
            Reasons = new Dictionary<string, long>(rollup.Reasons.All),
            Guards = new Dictionary<string, long>(rollup.GuardRefusals.All),
            Hits = Pairs(rollup.Hits),
            Misses = Pairs(rollup.Misses),
            FirstOfHits = Pairs(rollup.FirstOfHits),
            FirstOfMisses = Pairs(rollup.FirstOfMisses),
            Served = Pairs(rollup.Served),
            Refused = Pairs(rollup.Refused),
            Sums = rollup.Sums,
        },
        RollupJson.Default.StoredRollup);

    /// <summary>Reads a rollup; outcomes of later versions are left out.</summary>
    /// <exception cref="JsonException">The bytes are no rollup.</exception>
    public static Rollup Decode(ReadOnlySpan<byte> bytes)
    {
        var stored = JsonSerializer.Deserialize(bytes, RollupJson.Default.StoredRollup) ?? throw new JsonException("A rollup is an object.");
        var rollup = new Rollup();
        foreach (var kind in Enum.GetValues<CacheOutcomeKind>())
        {
            rollup.Add(kind, stored.Outcomes?.GetValueOrDefault(WireName.Of(kind)) ?? 0);
        }

        Read(stored.Reasons, rollup.Reasons);
        Read(stored.Guards, rollup.GuardRefusals);
        Read(stored.Hits, rollup.Hits.Add);
        Read(stored.Misses, rollup.Misses.Add);
        Read(stored.FirstOfHits, rollup.FirstOfHits.Add);
        Read(stored.FirstOfMisses, rollup.FirstOfMisses.Add);
        Read(stored.Served, (step, count) => rollup.Served.Add(Step(step), count));
        Read(stored.Refused, (step, count) => rollup.Refused.Add(Step(step), count));
        rollup.Add(stored.Sums);
        return rollup;
    }

    private static long[] Pairs(LatencyHistogram histogram) => [.. histogram.Values.SelectMany(value => new[] { value.Microseconds, value.Count })];

    private static long[] Pairs(SimilarityHistogram histogram) =>
        [.. histogram.Counts.Index().Where(step => step.Item > 0).SelectMany(step => new[] { step.Index, step.Item })];

    private static void Read(Dictionary<string, long>? stored, CountsByName counts)
    {
        foreach (var (name, count) in stored ?? [])
        {
            counts.Add(name, count);
        }
    }

    // Generated code leaves null where the text lacks a member.
    private static void Read(long[]? pairs, Action<long, long> add)
    {
        for (var i = 0; i + 1 < (pairs?.Length ?? 0); i += 2)
        {
            add(pairs![i], pairs[i + 1]);
        }
    }

    private static int Step(long step) => (int)Math.Clamp(step, 0, SimilarityHistogram.Steps - 1);
}
