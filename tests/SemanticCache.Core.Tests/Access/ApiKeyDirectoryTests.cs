using System.Text;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Access;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Access;

public sealed class ApiKeyDirectoryTests
{
    private const string AdminKey = "sc_an-admin-key-from-the-configuration";

    private readonly InMemoryStore _store = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ApiKeyDirectory _keys;

    public ApiKeyDirectoryTests()
    {
        _keys = NewDirectory();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Authenticate_KeyJustCreated_ReturnsWhatItAllows()
    {
        var (key, text) = await CreateAsync();

        var found = _keys.Authenticate(text);

        Assert.Equal(key, found);
        Assert.StartsWith($"sc_{key.Id}_", text);
    }

    [Fact]
    public async Task Authenticate_TextWithAnyCharacterChanged_ReturnsNull()
    {
        var (_, text) = await CreateAsync();

        for (var position = 0; position < text.Length; position++)
        {
            var forged = new StringBuilder(text) { [position] = text[position] == 'x' ? 'y' : 'x' }.ToString();
            Assert.Null(_keys.Authenticate(forged));
        }

        Assert.Null(_keys.Authenticate(text[..^1]));
        Assert.Null(_keys.Authenticate(text + "A"));
        Assert.Null(_keys.Authenticate(""));
    }

    [Fact]
    public async Task Authenticate_SecretOfOneWithTheIdOfAnother_ReturnsNull()
    {
        var (one, first) = await CreateAsync();
        var (other, _) = await CreateAsync();

        Assert.Null(_keys.Authenticate(first.Replace(one.Id, other.Id, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Authenticate_ExpiredKey_ReturnsNullFromThatMomentOn()
    {
        var (_, text) = await CreateAsync(key => key with { ExpiresAt = _clock.GetUtcNow().AddHours(1) });

        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.NotNull(_keys.Authenticate(text));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(_keys.Authenticate(text));
    }

    [Fact]
    public async Task Authenticate_RevokedKey_ReturnsNullAndTheServiceStaysClosed()
    {
        var (key, text) = await CreateAsync();

        Assert.True(await _keys.RevokeAsync(key.Id, Cancellation));

        Assert.Null(_keys.Authenticate(text));
        Assert.True(_keys.HasKeys);
        Assert.True(await _keys.RevokeAsync(key.Id, Cancellation));
        Assert.False(await _keys.RevokeAsync("0123456789abcdef", Cancellation));
    }

    [Fact]
    public void Authenticate_ConfiguredKey_IsAnAdminOfEveryTenant()
    {
        var keys = NewDirectory(AdminKey);

        var caller = keys.Authenticate(AdminKey)?.ToCaller();

        Assert.True(keys.HasKeys);
        Assert.Equal((CallerRole.Admin, true, true), (caller?.Role, caller?.SeesEveryTenant, caller?.MayStore));
        Assert.Null(keys.Authenticate(AdminKey + "x"));
        Assert.Null(_keys.Authenticate(AdminKey));
    }

    [Fact]
    public async Task RotateAsync_WithOverlap_BothAreAcceptedUntilItEnds()
    {
        var (key, old) = await CreateAsync(key => key with { Role = CallerRole.Viewer, Namespaces = ["bot"], RequestsPerMinute = 7 });

        var (successor, renewed) = Assert.NotNull(await _keys.RotateAsync(key.Id, TimeSpan.FromHours(2), Cancellation));

        Assert.Equal((CallerRole.Viewer, 7), (successor.Role, successor.RequestsPerMinute));
        Assert.Equal(["bot"], successor.Namespaces);
        Assert.Equal(successor.Id, _keys.Find(key.Id)!.ReplacedBy);
        Assert.NotNull(_keys.Authenticate(old));
        Assert.NotNull(_keys.Authenticate(renewed));
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(_keys.Authenticate(old));
        Assert.NotNull(_keys.Authenticate(renewed));
    }

    [Fact]
    public async Task RotateAsync_OverlapBeyondTheKeysEnd_DoesNotProlongIt()
    {
        var (key, old) = await CreateAsync(key => key with { ExpiresAt = _clock.GetUtcNow().AddHours(1) });

        await _keys.RotateAsync(key.Id, TimeSpan.FromDays(1), Cancellation);

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(_keys.Authenticate(old));
    }

    [Fact]
    public async Task RotateAsync_RevokedKey_GivesNothing()
    {
        var (key, _) = await CreateAsync();
        await _keys.RevokeAsync(key.Id, Cancellation);

        Assert.Null(await _keys.RotateAsync(key.Id, TimeSpan.Zero, Cancellation));

        Assert.Single(_keys.All);
    }

    [Fact]
    public async Task RotateAsync_RevokedByAnotherInstanceMeanwhile_LeavesNoUsableSuccessor()
    {
        var (key, _) = await CreateAsync();
        var other = NewDirectory();
        await other.LoadAsync(Cancellation);
        await other.RevokeAsync(key.Id, Cancellation);

        Assert.Null(await _keys.RotateAsync(key.Id, TimeSpan.FromDays(1), Cancellation));

        Assert.DoesNotContain(_keys.All, known => known.IsUsable(_clock.GetUtcNow()));
    }

    [Fact]
    public async Task LoadAsync_OtherInstance_SeesCreationsAndRevocations()
    {
        var (key, text) = await CreateAsync();
        var other = NewDirectory();

        await other.LoadAsync(Cancellation);
        Assert.Equal(key.Name, other.Authenticate(text)?.Name);
        await _keys.RevokeAsync(key.Id, Cancellation);
        await other.LoadAsync(Cancellation);
        Assert.Null(other.Authenticate(text));
    }

    [Fact]
    public async Task CreateAsync_Key_StoresNeitherItsTextNorAPartOfItsSecret()
    {
        var (key, text) = await CreateAsync();

        var page = await _store.ListRecordsAsync(new RecordFilter(RecordKinds.ApiKey), new PageRequest(10, ""), Cancellation);

        var stored = Encoding.UTF8.GetString(Assert.Single(page.Records).Content.Span);
        Assert.Contains(key.Id, stored);
        Assert.DoesNotContain(text[^43..], stored);
        Assert.DoesNotContain(text[^10..], stored);
    }

    [Fact]
    public async Task CreateAsync_StoreDown_CreatesNothing()
    {
        _store.Writes.Fail(new IOException("the disk is full"));

        await Assert.ThrowsAsync<IOException>(() => CreateAsync());

        Assert.False(_keys.HasKeys);
    }

    private ApiKeyDirectory NewDirectory(string adminKey = "") => new(_store, _clock, Options.Create(new AccessOptions { AdminKey = adminKey }));

    private Task<(ApiKey Key, string Text)> CreateAsync(Func<ApiKey, ApiKey>? change = null)
    {
        var wanted = new ApiKey { Id = "", Name = "bot", Role = CallerRole.Client, Tenant = "acme", Hash = [], CreatedAt = default };
        return _keys.CreateAsync(change?.Invoke(wanted) ?? wanted, Cancellation);
    }
}
