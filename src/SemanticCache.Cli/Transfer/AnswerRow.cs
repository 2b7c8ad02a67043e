using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Transfer;

/// <summary>The texts that a line gives, by the names of its columns or members; what is missing is empty.</summary>
internal sealed class AnswerRow
{
    /// <summary>The names that are read.</summary>
    public static readonly string[] Names =
        ["question", "answer", "tags", "source", "source_version", "ttl", "pinned", "model", "system_prompt", "locale"];

    // A request may have 4 MiB.
    private const int MostBytes = 4_000_000;

    private static readonly string[] Yes = ["true", "yes", "1"];
    private static readonly string[] No = ["", "false", "no", "0"];

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The labels.</summary>
    public List<string> Tags { get; } = [];

    /// <summary>Notes a text.</summary>
    public void Add(string name, string text) => _texts[name] = text;

    /// <summary>Returns the line with what it says, or with what is wrong with it.</summary>
    public AnswerLine Read(AnswerLine line)
    {
        var pair = new AnsweredQuestion
        {
            Question = Of("question"), Answer = Of("answer"), Model = Of("model"), SystemPrompt = Of("system_prompt"), Locale = Of("locale"), Pinned = Yes.Contains(Pinned),
        };
        pair.Tags.AddRange(Tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0));
        if (Of("source").Length > 0)
        {
            pair.Sources.Add(new SourceReference { Id = Of("source").Trim(), Version = Of("source_version").Trim() });
        }

        return MistakeIn(pair) is { } mistake ? line with { Mistake = mistake } : line with { Pair = pair };
    }

    private string Pinned => Of("pinned").Trim().ToLower(CultureInfo.InvariantCulture);

    private string? MistakeIn(AnsweredQuestion pair)
    {
        if (string.IsNullOrWhiteSpace(pair.Question) || string.IsNullOrWhiteSpace(pair.Answer))
        {
            return $"{(string.IsNullOrWhiteSpace(pair.Question) ? "question" : "answer")}: must not be empty";
        }

        if (Of("ttl").Trim() is { Length: > 0 } ttl)
        {
            if (!Durations.TryParse(ttl, out var time) || time <= TimeSpan.Zero)
            {
                return $"ttl: '{ttl}' is not {Durations.Rule}";
            }

            pair.Ttl = Duration.FromTimeSpan(time);
        }

        if (!Yes.Contains(Pinned) && !No.Contains(Pinned))
        {
            return $"pinned: '{Of("pinned")}' is neither true nor false";
        }

        return pair.CalculateSize() > MostBytes ? $"is larger than {MostBytes} bytes" : null;
    }

    private string Of(string name) => _texts.GetValueOrDefault(name, "");
}
