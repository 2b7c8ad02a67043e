using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SemanticCache.Client;

/// <summary>Puts the cache into a pipeline of chat clients.</summary>
public static class SemanticCacheChatClientBuilderExtensions
{
    /// <summary>Answers from the cache where it can, and stores what the inner client answers.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="client">The connection to the service; it stays the caller's to dispose.</param>
    /// <param name="configure">Changes the defaults; may be null.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ChatClientBuilder UseSemanticCache(
        this ChatClientBuilder builder, SemanticCacheClient client, Action<SemanticCacheChatOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(client);
        var options = new SemanticCacheChatOptions();
        configure?.Invoke(options);
        options.ThrowIfInvalid();
        return builder.Use((inner, services) => new SemanticCacheChatClient(
            inner, client, options, services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
    }
}
