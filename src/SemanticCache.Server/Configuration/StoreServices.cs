using SemanticCache.Core.Policies;

namespace SemanticCache.Server.Configuration;

/// <summary>Registers the configured store.</summary>
internal static class StoreServices
{
    private const string Kind = "Store:Kind";

    private static readonly TimeSpan SharedRefresh = TimeSpan.FromSeconds(2);

    /// <summary>Registers the store that <c>Store:Kind</c> names; with a shared one, changes of other instances are looked for.</summary>
    /// <exception cref="InvalidOperationException">There is no such kind.</exception>
    public static IServiceCollection AddConfiguredStore(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetValue(Kind, StoreKind.Embedded) is not StoreKind.Qdrant)
        {
            return services.AddEmbeddedStore();
        }

        services.AddOptions<NamespacesOptions>()
            .PostConfigure(namespaces => namespaces.RefreshInterval ??= SharedRefresh)
            .Validate(namespaces => namespaces.RefreshInterval > TimeSpan.Zero, $"{NamespacesOptions.SectionName}:{nameof(NamespacesOptions.RefreshInterval)} must be more than zero.")
            .ValidateOnStart();
        return services.AddQdrantStore().AddHostedService<SharedStateRefresher>();
    }
}
