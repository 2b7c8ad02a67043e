using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Demo;

/// <summary>Looks up questions for which stored answers would be wrong; nothing is stored by that.</summary>
internal sealed class LookAlikeProbe
{
    private const int MostAsked = 120;

    private readonly SemanticCacheClient _client;

    public LookAlikeProbe(SemanticCacheClient client)
    {
        _client = client;
    }

    /// <summary>Looks up look-alikes of needs that the stream asked about, so that there is something to confuse them with.</summary>
    public async Task<LookAlikeFigures> RunAsync(IReadOnlyList<DemoObservation> observations, Random random, CancellationToken cancellationToken)
    {
        var lookAlikes = observations.Where(observation => observation.IsRight).Select(observation => observation.Question.Cluster).Distinct()
            .SelectMany(cluster => cluster.LookAlikes.Select(text => new DemoQuestion(cluster, cluster.Namespace, text))).ToArray();
        random.Shuffle(lookAlikes);
        var asked = lookAlikes.Take(MostAsked).ToList();
        var accepted = 0;
        RefusedLookAlike? sample = null;
        foreach (var lookAlike in asked)
        {
            var request = new LookupRequest { Question = new Question { Namespace = lookAlike.Namespace, Text = lookAlike.Text }, Explain = true };
            var response = await _client.Cache.LookupAsync(request, cancellationToken: cancellationToken);
            accepted += response.Answer?.Text == lookAlike.Cluster.Answer ? 1 : 0;
            if (response.Answer is null && BestOf(response, lookAlike) is { } refused && !(refused.Similarity <= sample?.Candidate.Similarity))
            {
                sample = new RefusedLookAlike(lookAlike.Namespace, lookAlike.Text, refused);
            }
        }

        return new LookAlikeFigures(asked.Count, accepted, sample);
    }

    private static CandidateVerdict? BestOf(LookupResponse response, DemoQuestion lookAlike) =>
        response.Explanation?.Candidates.FirstOrDefault(candidate => lookAlike.Cluster.Questions.Contains(candidate.Question));
}
