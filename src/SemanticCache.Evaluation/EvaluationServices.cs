using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SemanticCache.Evaluation;

/// <summary>Builds the parts of the service that an evaluation exercises, with time enough on a slow machine.</summary>
internal static class EvaluationServices
{
    /// <summary>Builds the models and the decisions.</summary>
    /// <param name="settings">Settings of the service, by their configuration keys; they win over the evaluation's.</param>
    /// <param name="configure">Adds what an evaluation needs besides.</param>
    public static ServiceProvider Build(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Decisions:VerificationTime"] = "00:00:10",
                ["Decisions:PairTime"] = "00:00:10",
                ["Decisions:VerifiedPairs"] = "1000000",
                ["Models:QueueLimit"] = "100000",
                ["Pipeline:LookupDeadline"] = "00:00:10",
            })
            .AddInMemoryCollection(settings)
            .Build());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        configure?.Invoke(services);
        return services.AddOnnxModels().AddSemanticCache().BuildServiceProvider();
    }
}
