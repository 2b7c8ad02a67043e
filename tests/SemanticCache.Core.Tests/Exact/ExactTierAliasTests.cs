using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Exact;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;
using SemanticCache.Core.Tests.Entries;
using SemanticCache.Core.Tests.Scoping;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Exact;

public sealed class ExactTierAliasTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryStore _store = new();

    [Theory]
    [InlineData(AliasOrigin.Verified, false)]
    [InlineData(AliasOrigin.Confirmed, true)]
    public async Task FindAsync_CallerSetsABar_OnlyAConfirmedAliasServes(AliasOrigin origin, bool serves)
    {
        var asked = Ask.For("other words");
        await StoreAsync(asked, origin);

        Assert.NotNull(await FindAsync(Scoped.Request(asked)));
        Assert.Equal(serves, await FindAsync(Scoped.Request(asked with { Controls = new RequestControls { MinimumConfidence = 0.5 } })) is not null);
    }

    [Theory]
    [InlineData(AliasOrigin.Verified, false)]
    [InlineData(AliasOrigin.Confirmed, true)]
    public async Task FindAsync_PolicyChangedSince_OnlyAConfirmedAliasServes(AliasOrigin origin, bool serves)
    {
        var asked = Ask.For("other words");
        await StoreAsync(asked, origin);
        var request = Scoped.Request(asked);
        var changed = request with { Namespace = request.Namespace with { UpdatedAt = _time.GetUtcNow().AddSeconds(1) } };

        Assert.Equal(serves, await FindAsync(changed) is not null);
    }

    private async Task StoreAsync(CacheRequest asked, AliasOrigin origin)
    {
        var entry = TestEntries.Of(Scoped.Request("stored"), _time.GetUtcNow());
        var wording = Scoped.Request(asked);
        await _store.UpsertAsync([entry], TestContext.Current.CancellationToken);
        await _store.AddAliasesAsync(
            [new EntryAlias { Id = wording.EntryId, Entry = entry.Id, Scope = entry.Scope, Question = wording.Question, Origin = origin, CreatedAt = _time.GetUtcNow() }],
            limit: 4,
            TestContext.Current.CancellationToken);
    }

    private ValueTask<EntryMatch?> FindAsync(ScopedRequest request) =>
        new ExactTier(_store, _time).FindAsync(request, TestContext.Current.CancellationToken);
}
