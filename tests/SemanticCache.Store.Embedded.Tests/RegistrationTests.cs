using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class RegistrationTests : StoreTest
{
    [Fact]
    public async Task AddEmbeddedStore_HostStarts_OpensTheOneStore()
    {
        await using var provider = Build(("Directory", Folder.Directory));
        var store = provider.GetRequiredService<EmbeddedStore>();

        await Assert.Single(provider.GetServices<IHostedService>()).StartAsync(Cancellation);

        Assert.True(store.IsOpen);
        Assert.Same(store, provider.GetRequiredService<ICacheStore>());
        Assert.Same(store, provider.GetRequiredService<INamespaceStore>());
    }

    [Theory]
    [InlineData("MemoryCacheEntries", "0")]
    [InlineData("WriteQueueLimit", "0")]
    [InlineData("MaximumBatch", "0")]
    [InlineData("TouchFlushInterval", "00:00:00")]
    [InlineData("LockTimeout", "01:00:00")]
    [InlineData("Directory", "")]
    [InlineData("Durability", "7")]
    public void AddEmbeddedStore_OptionOutOfRange_IsRefused(string name, string value)
    {
        using var provider = Build((name, value));

        var options = provider.GetRequiredService<IOptions<EmbeddedStoreOptions>>();

        var exception = Assert.Throws<OptionsValidationException>(() => options.Value);

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build((string Name, string Value) setting) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new($"{EmbeddedStoreOptions.SectionName}:{setting.Name}", setting.Value)])
            .Build())
        .AddEmbeddedStore()
        .BuildServiceProvider();
}
