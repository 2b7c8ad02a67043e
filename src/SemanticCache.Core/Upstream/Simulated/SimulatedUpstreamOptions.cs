namespace SemanticCache.Core.Upstream.Simulated;

/// <summary>How the simulated endpoint behaves.</summary>
public sealed class SimulatedUpstreamOptions
{
    /// <summary>Gets or sets a folder of replay files (<c>*.jsonl</c>) whose questions are answered as written there.</summary>
    /// <value>The default, empty, echoes every question.</value>
    public string ReplayFolder { get; set; } = "";

    /// <summary>Gets or sets the time before the first token.</summary>
    /// <value>At least zero; the default is 400 ms.</value>
    public TimeSpan TimeToFirstToken { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Gets or sets the speed of the answer, in tokens per second.</summary>
    /// <value>At least 1; the default is 80.</value>
    public double TokensPerSecond { get; set; } = 80;

    /// <summary>Gets or sets the share of requests that fail, chosen by the question's hash.</summary>
    /// <value>In [0, 1]; the default is 0.</value>
    public double ErrorRate { get; set; }

    /// <summary>Gets or sets how the answers of the replay files are worded.</summary>
    /// <value>
    /// The default is <see cref="AnswerWording.Fixed"/>. <see cref="AnswerWording.Varied"/> stands in for a model's freedom of wording; it is a fake,
    /// milder than a model's, and no measure of quality.
    /// </value>
    public AnswerWording Wording { get; set; }

    /// <summary>Gets or sets what the varied wordings are drawn from: the same seed words the same call in the same way.</summary>
    /// <value>The default is 0.</value>
    public int WordingSeed { get; set; }

    /// <summary>Returns every mistake in these settings.</summary>
    internal IEnumerable<string> Mistakes()
    {
        if (ReplayFolder.Length > 0 && !Directory.Exists(ReplayFolder))
        {
            yield return $"ReplayFolder: the folder '{ReplayFolder}' does not exist.";
        }

        if (TimeToFirstToken < TimeSpan.Zero)
        {
            yield return "TimeToFirstToken: must not be negative.";
        }

        if (TokensPerSecond is not >= 1)
        {
            yield return "TokensPerSecond: must be at least 1.";
        }

        if (!Enum.IsDefined(Wording))
        {
            yield return "Wording: must be Fixed or Varied.";
        }

        if (ErrorRate is not (>= 0 and <= 1))
        {
            yield return "ErrorRate: must be from 0 to 1.";
        }
    }
}
