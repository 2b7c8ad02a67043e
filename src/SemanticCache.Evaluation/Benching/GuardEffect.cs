using SemanticCache.Core.Decisions.Guards;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Evaluation.Benching;

/// <summary>What a guard would change behind everything else.</summary>
/// <param name="Guard">The guard.</param>
/// <param name="WrongRemoved">Wrong hits and accepted near misses that it refuses.</param>
/// <param name="RightLost">Right hits that it refuses.</param>
internal sealed record GuardEffect(string Guard, int WrongRemoved, int RightLost)
{
    /// <summary>Asks every guard about every hit of results that no guard had a say in.</summary>
    public static IReadOnlyList<GuardEffect> Of(IReadOnlyList<ProbeResult> results)
    {
        var served = results.Where(result => result.Served is not null).Select(result => (
            IsRight: result.Served!.Cluster == result.Probe.Cluster && result.Probe.Kind is not ProbeKind.NearMiss,
            IsUnknown: result.Served.Cluster != result.Probe.Cluster && result.Probe.Kind is ProbeKind.NearMiss,
            Question: new GuardText(result.Probe.Text),
            Candidate: new GuardText(result.Served.Verdict.Candidate.Question))).Where(hit => !hit.IsUnknown).ToArray();
        return [.. GuardRegistry.CreateAll().Select(guard =>
        {
            var refused = served.Where(hit => guard.Check(hit.Question, hit.Candidate) is not null).ToArray();
            return new GuardEffect(guard.Name, refused.Count(hit => !hit.IsRight), refused.Count(hit => hit.IsRight));
        })];
    }
}
