using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;
using SemanticCache.Core.Tests.Scoping;

namespace SemanticCache.Core.Tests.Entries;

/// <summary>Entries and candidates for tests.</summary>
internal static class TestEntries
{
    public static CacheEntry Of(ScopedRequest request, DateTimeOffset now, TimeSpan? life = null) => new()
    {
        Id = request.EntryId,
        Namespace = request.Namespace.Name,
        Tenant = request.Request.Caller.Tenant,
        Scope = request.Scope,
        Question = request.Question,
        Answer = new Answer { Text = "Because." },
        CreatedAt = now,
        ExpiresAt = now + (life ?? TimeSpan.FromDays(1)),
        LastUsedAt = now,
    };

    public static Candidate Pinned(this Candidate candidate) => candidate with { Entry = candidate.Entry with { ExpiresAt = CacheEntry.Never } };

    public static Candidate Candidate(string question, float similarity, string answer = "Because.") =>
        new(Of(Scoped.Request(question), default) with { Answer = new Answer { Text = answer } }, similarity);
}
