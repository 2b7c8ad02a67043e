using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Tests.Learning;

/// <summary>Labels for tests.</summary>
internal static class SampleLabels
{
    public static readonly DateTimeOffset AnsweredAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static EntryId Id(int number) => new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));

    public static HitLabel Of(int entry, int question, double score, bool isRight) => new()
    {
        Namespace = "bot",
        Entry = Id(entry),
        AnsweredAt = AnsweredAt,
        Question = Id(question),
        Score = score,
        IsRight = isRight,
        Origin = LabelOrigin.Refused,
        At = AnsweredAt,
    };

    public static CacheEntry Entry(int number, DateTimeOffset? answeredAt = null) => new()
    {
        Id = Id(number),
        Namespace = "bot",
        Tenant = "acme",
        Scope = default,
        Question = "what?",
        Answer = new Answer { Text = "that" },
        CreatedAt = answeredAt ?? AnsweredAt,
        ExpiresAt = DateTimeOffset.MaxValue,
    };
}
