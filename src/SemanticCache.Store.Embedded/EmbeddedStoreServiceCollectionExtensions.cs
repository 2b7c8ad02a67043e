using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the embedded store.</summary>
public static class EmbeddedStoreServiceCollectionExtensions
{
    /// <summary>Makes the embedded store the store of entries and namespaces; it is opened when the host starts.</summary>
    public static IServiceCollection AddEmbeddedStore(this IServiceCollection services)
    {
        services.AddOptions<EmbeddedStoreOptions>().BindConfiguration(EmbeddedStoreOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<EmbeddedStoreOptions>, EmbeddedStoreOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EmbeddedStore>();
        services.TryAddSingleton<ICacheStore>(provider => provider.GetRequiredService<EmbeddedStore>());
        services.TryAddSingleton<INamespaceStore>(provider => provider.GetRequiredService<EmbeddedStore>());
        services.TryAddSingleton<IRecordStore>(provider => provider.GetRequiredService<EmbeddedStore>());
        services.TryAddSingleton<IStoreBackup>(provider => provider.GetRequiredService<EmbeddedStore>());
        services.AddHostedService<EmbeddedStoreOpener>();
        return services;
    }
}
