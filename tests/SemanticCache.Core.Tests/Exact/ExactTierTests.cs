using SemanticCache.Core.Entries;
using SemanticCache.Core.Exact;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Search;
using SemanticCache.Core.Tests.Entries;
using SemanticCache.Core.Tests.Scoping;
using SemanticCache.TestUtils;
using Microsoft.Extensions.Time.Testing;

namespace SemanticCache.Core.Tests.Exact;

public sealed class ExactTierTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryStore _store = new();

    [Fact]
    public async Task FindAsync_StoredRequest_ReturnsEntry()
    {
        var entry = await StoreAsync("What?", life: TimeSpan.FromHours(1));

        Assert.Equal(entry.Id, (await FindAsync("What?"))?.Entry.Id);
        Assert.Null(await FindAsync("What"));
    }

    [Fact]
    public async Task FindAsync_ExpiredEntry_ReturnsNull()
    {
        await StoreAsync("What?", life: TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.NotNull(await FindAsync("What?"));

        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Null(await FindAsync("What?"));
    }

    [Fact]
    public async Task FindAsync_OlderThanMaximumAge_ReturnsNull()
    {
        await StoreAsync("What?", life: TimeSpan.FromHours(1));
        var request = Ask.For("What?") with { Controls = new RequestControls { MaximumAge = TimeSpan.FromMinutes(1) } };
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await FindAsync(request));

        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Null(await FindAsync(request));
    }

    [Fact]
    public async Task FindAsync_BrokenStoreReturnsOtherScope_ReturnsNull()
    {
        _store.FoundRegardless = TestEntries.Of(Scoped.Request(Ask.For("What?", tenant: "victim")), _time.GetUtcNow());

        Assert.Null(await FindAsync("What?"));
    }

    [Fact]
    public async Task FindAsync_BrokenStoreReturnsOtherQuestion_ReturnsNull()
    {
        _store.FoundRegardless = TestEntries.Of(Scoped.Request("Which?"), _time.GetUtcNow());

        Assert.Null(await FindAsync("What?"));
    }

    [Fact]
    public async Task FindAsync_Alias_ReturnsTheEntryThatItLeadsTo()
    {
        var entry = await StoreAsync("What?", life: TimeSpan.FromHours(1));
        var alias = AliasOf(entry, "Which?");
        await _store.AddAliasesAsync([alias], limit: 8, TestContext.Current.CancellationToken);

        var found = await FindAsync("Which?");
        Assert.Equal((entry.Id, alias.Id), (found?.Entry.Id, found?.Alias?.Id));

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await FindAsync("Which?"));
    }

    [Fact]
    public async Task FindAsync_BrokenStoreReturnsAliasOfOtherWordingScopeOrEntry_ReturnsNull()
    {
        var entry = TestEntries.Of(Scoped.Request("What?"), _time.GetUtcNow());
        var alias = AliasOf(entry, "Which?");
        _store.FoundRegardless = entry;
        _store.AliasRegardless = alias;
        Assert.NotNull(await FindAsync("Which?"));
        Assert.Null(await FindAsync("What?"));

        _store.AliasRegardless = alias with { Scope = Scoped.Request(Ask.For("Which?", tenant: "victim")).Scope };
        Assert.Null(await FindAsync("Which?"));

        _store.AliasRegardless = alias with { Entry = alias.Id };
        Assert.Null(await FindAsync("Which?"));

        _store.AliasRegardless = alias;
        _store.FoundRegardless = entry with { Scope = Scoped.Request(Ask.For("What?", tenant: "victim")).Scope };
        Assert.Null(await FindAsync("Which?"));
    }

    private EntryAlias AliasOf(CacheEntry entry, string question) => new()
    {
        Id = Scoped.Request(question).EntryId,
        Entry = entry.Id,
        Scope = entry.Scope,
        Question = question,
        Origin = AliasOrigin.Verified,
        CreatedAt = _time.GetUtcNow(),
    };

    private async Task<CacheEntry> StoreAsync(string question, TimeSpan life)
    {
        var entry = TestEntries.Of(Scoped.Request(question), _time.GetUtcNow(), life);
        await _store.UpsertAsync([entry], TestContext.Current.CancellationToken);
        return entry;
    }

    private ValueTask<EntryMatch?> FindAsync(string question) => FindAsync(Ask.For(question));

    private ValueTask<EntryMatch?> FindAsync(CacheRequest request) =>
        new ExactTier(_store, _time).FindAsync(Scoped.Request(request), TestContext.Current.CancellationToken);
}
