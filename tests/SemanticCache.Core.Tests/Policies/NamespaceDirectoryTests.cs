using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Policies;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Policies;

public sealed class NamespaceDirectoryTests
{
    private static readonly NamespacePolicy Strict = new() { SimilarityThreshold = 0.99 };

    private readonly InMemoryStore _store = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "bot", true)]
    [InlineData(true, "Bot", false)]
    [InlineData(true, "", false)]
    [InlineData(true, "-bot", false)]
    [InlineData(true, "bot\n", false)]
    [InlineData(false, "bot", false)]
    [InlineData(null, "bot", false)]
    public async Task ResolveAsync_UnknownName_IsCreatedWhereAllowed(bool? autoCreate, string name, bool created)
    {
        var found = await NewDirectory(autoCreate).ResolveAsync(name, Cancellation);

        Assert.Equal(created, found is not null);
        Assert.Equal(created ? 1 : 0, (await _store.ListAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task ResolveAsync_ManyAtOnce_CreateOne()
    {
        var directory = NewDirectory();
        _store.NamespaceChanges.Hang();
        var resolving = Enumerable.Range(0, 20).Select(_ => Task.Run(() => directory.ResolveAsync("bot", Cancellation).AsTask(), Cancellation)).ToArray();
        await _store.NamespaceChanges.WhenHanging(Cancellation);
        _store.NamespaceChanges.Clear();

        var found = await Task.WhenAll(resolving);

        Assert.All(found, one => Assert.Equal(1, one?.Version));
        Assert.Single(await _store.ListAsync(Cancellation));
    }

    [Fact]
    public async Task ResolveAsync_CreatedByAnotherInstance_ReadsItsPolicy()
    {
        await NewDirectory().CreateAsync("bot", Strict, Cancellation);

        var found = await NewDirectory().ResolveAsync("bot", Cancellation);

        Assert.Equal(0.99, found?.Policy.SimilarityThreshold);
    }

    [Fact]
    public async Task CreateAsync_NameTaken_SaysSo()
    {
        var directory = NewDirectory();

        Assert.Equal(NamespaceChange.Done, await directory.CreateAsync("bot", Strict, Cancellation));
        Assert.Equal(NamespaceChange.AlreadyExists, await directory.CreateAsync("bot", new NamespacePolicy(), Cancellation));

        Assert.Same(Strict, directory.Find("bot")?.Policy);
    }

    [Fact]
    public async Task UpdateAsync_VersionRead_IsInEffectAndStored()
    {
        var directory = NewDirectory();
        await directory.CreateAsync("bot", new NamespacePolicy(), Cancellation);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(NamespaceChange.Done, await directory.UpdateAsync("bot", Strict, expectedVersion: 1, Cancellation));
        Assert.Equal(NamespaceChange.VersionConflict, await directory.UpdateAsync("bot", new NamespacePolicy(), expectedVersion: 1, Cancellation));
        Assert.Equal(NamespaceChange.NotFound, await directory.UpdateAsync("none", Strict, expectedVersion: 1, Cancellation));

        Assert.Equal((2, 0.99), (directory.Find("bot")!.Version, directory.Find("bot")!.Policy.SimilarityThreshold));
        Assert.Equal(TimeSpan.FromSeconds(1), directory.Find("bot")!.UpdatedAt - directory.Find("bot")!.CreatedAt);
        Assert.Equal(2, Assert.Single(await _store.ListAsync(Cancellation)).Version);
    }

    [Fact]
    public async Task UpdateAsync_StoredVersionIsNewer_IsAConflict()
    {
        var directory = NewDirectory();
        var other = NewDirectory();
        await directory.CreateAsync("bot", new NamespacePolicy(), Cancellation);
        await other.LoadAsync(Cancellation);
        await other.UpdateAsync("bot", Strict, expectedVersion: 1, Cancellation);

        Assert.Equal(NamespaceChange.VersionConflict, await directory.UpdateAsync("bot", new NamespacePolicy(), expectedVersion: 1, Cancellation));
    }

    [Fact]
    public async Task UpdateAsync_DeletedMeanwhile_DoesNotBringItBack()
    {
        var directory = NewDirectory();
        await directory.CreateAsync("bot", new NamespacePolicy(), Cancellation);
        _store.NamespaceChanges.Hang();
        var updating = directory.UpdateAsync("bot", Strict, expectedVersion: 1, Cancellation);
        await _store.NamespaceChanges.WhenHanging(Cancellation);

        await directory.DeleteAsync("bot", Cancellation);
        _store.NamespaceChanges.Clear();
        await updating;

        Assert.Null(directory.Find("bot"));
    }

    [Fact]
    public async Task LoadAsync_UpdatedMeanwhile_KeepsTheNewerPolicy()
    {
        var directory = NewDirectory();
        await directory.CreateAsync("bot", new NamespacePolicy(), Cancellation);
        _store.AfterListing = () => directory.UpdateAsync("bot", Strict, expectedVersion: 1, Cancellation);

        await directory.LoadAsync(Cancellation);

        Assert.Equal(2, directory.Find("bot")?.Version);
    }

    [Fact]
    public async Task UpdateAsync_LoadedAgainMeanwhile_IsInEffect()
    {
        var directory = NewDirectory();
        await directory.CreateAsync("bot", new NamespacePolicy { VaryBy = ["plan"] }, Cancellation);
        var listed = new TaskCompletionSource();
        _store.AfterListing = () => listed.Task;
        var loading = directory.LoadAsync(Cancellation);
        _store.NamespaceChanges.Hang();
        var updating = directory.UpdateAsync("bot", Strict, expectedVersion: 1, Cancellation);
        await _store.NamespaceChanges.WhenHanging(Cancellation);

        listed.SetResult();
        await loading;
        _store.NamespaceChanges.Clear();
        await updating;

        Assert.Equal(2, directory.Find("bot")?.Version);
    }

    [Fact]
    public async Task DeleteAsync_KnownName_IsGoneEverywhere()
    {
        var directory = NewDirectory();
        await directory.CreateAsync("b", new NamespacePolicy(), Cancellation);
        await directory.CreateAsync("a", new NamespacePolicy(), Cancellation);
        Assert.Equal(["a", "b"], directory.All.Select(found => found.Name));

        Assert.Equal(NamespaceChange.Done, await directory.DeleteAsync("b", Cancellation));
        Assert.Equal(NamespaceChange.NotFound, await directory.DeleteAsync("b", Cancellation));

        Assert.Equal(["a"], directory.All.Select(found => found.Name));
    }

    [Fact]
    public async Task RefreshAsync_DeletedByAnotherInstance_Forgets()
    {
        var (directory, other) = (NewDirectory(), NewDirectory());
        await directory.CreateAsync("bot", new NamespacePolicy(), Cancellation);
        await other.LoadAsync(Cancellation);

        await other.DeleteAsync("bot", Cancellation);
        await directory.RefreshAsync(Cancellation);

        Assert.Null(directory.Find("bot"));
    }

    [Fact]
    public async Task RefreshAsync_DeletedAndMadeAnewByAnotherInstance_TakesTheNewOne()
    {
        var (directory, other) = (NewDirectory(), NewDirectory());
        await directory.CreateAsync("bot", new NamespacePolicy(), Cancellation);
        await directory.UpdateAsync("bot", new NamespacePolicy { SimilarityThreshold = 0.5 }, expectedVersion: 1, Cancellation);
        _time.Advance(TimeSpan.FromSeconds(1));
        await other.DeleteAsync("bot", Cancellation);
        await other.CreateAsync("bot", Strict, Cancellation);

        await directory.RefreshAsync(Cancellation);

        Assert.Equal((1, 0.99), (directory.Find("bot")!.Version, directory.Find("bot")!.Policy.SimilarityThreshold));
    }

    private NamespaceDirectory NewDirectory(bool? autoCreate = true) =>
        new(_store, _store, _time, Options.Create(new NamespacesOptions { AutoCreate = autoCreate }));
}
