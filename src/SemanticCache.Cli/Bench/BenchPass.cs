using System.Text.Json.Serialization;
using SemanticCache.Cli.Demo;

namespace SemanticCache.Cli.Bench;

/// <summary>All requests to one model, with the cache or around it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Cache">Whether the cache might answer and store.</param>
/// <param name="Failed">How many requests failed; they have no times.</param>
/// <param name="CacheStatus">How many answers came with each <c>X-Cache-Status</c>; empty without a cache.</param>
/// <param name="FirstTokenMs">The times to the first token, in milliseconds.</param>
/// <param name="TotalMs">The times to the end of the answer, in milliseconds.</param>
/// <param name="RequestsPerSecond">Requests that did not fail, over the duration of the pass.</param>
/// <param name="FirstFailure">Why the first request that failed did so, or null.</param>
internal sealed record BenchPass(
    string Model,
    bool Cache,
    int Failed,
    IReadOnlyDictionary<string, int> CacheStatus,
    Latencies FirstTokenMs,
    Latencies TotalMs,
    double RequestsPerSecond,
    string? FirstFailure)
{
    private const int Decimals = 1;

    /// <summary>The requests behind the figures.</summary>
    [JsonIgnore]
    public IReadOnlyList<BenchObservation> Observations { get; private init; } = [];

    /// <summary>The model, and whether it was asked around the cache.</summary>
    [JsonIgnore]
    public string Title => Cache ? Model : Model + ", no cache";

    /// <summary>Returns the figures of a pass.</summary>
    public static BenchPass Of(string model, bool cache, IReadOnlyList<BenchObservation> observations, TimeSpan duration)
    {
        var answered = observations.Where(seen => seen.Failure is null).ToList();
        var status = answered.Where(seen => seen.CacheStatus.Length > 0).CountBy(seen => seen.CacheStatus, StringComparer.Ordinal);
        return new BenchPass(
            model,
            cache,
            observations.Count - answered.Count,
            new SortedDictionary<string, int>(status.ToDictionary(), StringComparer.Ordinal),
            Latencies.Of(answered.Select(seen => seen.FirstToken)),
            Latencies.Of(answered.Select(seen => seen.Total)),
            Math.Round(answered.Count / duration.TotalSeconds, Decimals),
            observations.FirstOrDefault(seen => seen.Failure is not null)?.Failure)
        {
            Observations = observations,
        };
    }
}
