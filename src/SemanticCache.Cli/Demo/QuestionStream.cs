namespace SemanticCache.Cli.Demo;

/// <summary>Draws questions as customers ask them: few needs and few wordings make up most of the traffic (Zipf's law).</summary>
internal static class QuestionStream
{
    /// <summary>Returns a stream; equal seeds give equal streams.</summary>
    public static IReadOnlyList<DemoQuestion> Draw(IReadOnlyList<ReplayCluster> clusters, int count, Random random)
    {
        var domains = clusters.GroupBy(cluster => cluster.Domain).Select(domain => Shuffled(domain, random)).ToArray();
        var wordings = clusters.ToDictionary(cluster => cluster, cluster => Shuffled(cluster.Questions, random));
        var stream = new DemoQuestion[count];
        for (var i = 0; i < count; i++)
        {
            var cluster = Popular(domains[random.Next(domains.Length)], random);
            stream[i] = new DemoQuestion(cluster, cluster.Namespace, Popular(wordings[cluster], random));
        }

        return stream;
    }

    private static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        var shuffled = items.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    // The item of rank r is drawn with a weight of 1 / r.
    private static T Popular<T>(T[] ranked, Random random)
    {
        var left = random.NextDouble() * Enumerable.Range(1, ranked.Length).Sum(rank => 1.0 / rank);
        for (var i = 0; i < ranked.Length; i++)
        {
            left -= 1.0 / (i + 1);
            if (left < 0)
            {
                return ranked[i];
            }
        }

        return ranked[^1];
    }
}
