using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Embedding;
using SemanticCache.Onnx;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the local models to a service collection.</summary>
public static class OnnxServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IEmbedder"/> and <see cref="IVerifier"/> on ONNX Runtime, with <see cref="OnnxOptions"/> from the section
    /// <c>Models</c>. Where the options switch the verifier off, resolving <see cref="IVerifier"/> as an optional service gives null.
    /// </summary>
    public static IServiceCollection AddOnnxModels(this IServiceCollection services)
    {
        services.AddOptions<OnnxOptions>().BindConfiguration(OnnxOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OnnxOptions>, OnnxOptionsValidator>());
        services.TryAddSingleton<IEmbedder>(provider => OnnxEmbedder.LoadOrThrow(Options(provider)));
        services.TryAddSingleton<IVerifier>(provider => OnnxVerifier.LoadOrThrow(Options(provider))!);
        return services;
    }

    private static OnnxOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<OnnxOptions>>().Value;
}
