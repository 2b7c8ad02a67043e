using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Core.Search;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Streaming;

/// <summary>Evaluates the whole cache on a random stream that begins with an empty store, where a miss stores the model's answer.</summary>
internal static class StreamEvaluation
{
    /// <summary>Runs a stream.</summary>
    /// <param name="plan">What runs.</param>
    /// <param name="progress">Shows how far the work is.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<StreamOutcome> RunAsync(
        StreamPlan plan, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        var clusters = ReplayFolder.ReadOrThrow(plan.ReplayFolder);
        var stream = QuestionStream.Draw(clusters, plan.Seed);
        await using var host = await StreamHost.StartAsync(plan.ReplayFolder, plan.Settings, cancellationToken);
        var runner = new StreamRunner(host.Services, clusters);
        var outcomes = await progress.ShowAsync(
            $"Asking {stream.Count} questions, {plan.Name}", stream.Count, step => runner.RunAsync(stream, plan.Policy, step, cancellationToken));
        var store = host.Services.GetRequiredService<ICacheStore>();
        return new StreamOutcome(outcomes, await store.CountAsync(new EntryFilter(), cancellationToken));
    }
}
