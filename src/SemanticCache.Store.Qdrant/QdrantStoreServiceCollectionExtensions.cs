using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;
using SemanticCache.Core.Upstream.Flights;
using SemanticCache.Store.Qdrant;
using SemanticCache.Store.Qdrant.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the store in Qdrant.</summary>
public static class QdrantStoreServiceCollectionExtensions
{
    /// <summary>Makes Qdrant the store of entries and namespaces; the host starts without it, and it is opened as soon as it can be.</summary>
    public static IServiceCollection AddQdrantStore(this IServiceCollection services)
    {
        services.AddOptions<QdrantStoreOptions>().BindConfiguration(QdrantStoreOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QdrantStoreOptions>, QdrantStoreOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<QdrantMetrics>();
        services.TryAddSingleton(provider => new QdrantStore(
            provider.GetRequiredService<IOptions<QdrantStoreOptions>>(),
            provider.GetRequiredService<QdrantMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<QdrantStore>>())
        {
            Model = provider.GetService<IEmbedder>()?.Description,
        });
        services.TryAddSingleton<ICacheStore>(provider => provider.GetRequiredService<QdrantStore>());
        services.TryAddSingleton<INamespaceStore>(provider => provider.GetRequiredService<QdrantStore>());
        services.TryAddSingleton<IRecordStore>(provider => provider.GetRequiredService<QdrantStore>());
        services.TryAddSingleton<ISharedFlights>(provider => provider.GetRequiredService<QdrantStore>());
        services.AddHostedService<QdrantStoreKeeper>();
        return services;
    }
}
