using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Streaming;

/// <summary>Evaluates the whole cache on a random stream that begins with an empty store, where a miss stores the model's answer.</summary>
internal static class StreamEvaluation
{
    /// <summary>Runs a stream and returns an outcome for each request, in order.</summary>
    /// <param name="plan">What runs.</param>
    /// <param name="progress">Shows how far the work is.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<IReadOnlyList<StreamedOutcome>> RunAsync(
        StreamPlan plan, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        var clusters = ReplayFolder.ReadOrThrow(plan.ReplayFolder);
        var stream = QuestionStream.Draw(clusters, plan.Seed);
        await using var host = await StreamHost.StartAsync(plan.ReplayFolder, plan.Settings, cancellationToken);
        var runner = new StreamRunner(host.Services, clusters);
        return await progress.ShowAsync(
            $"Asking {stream.Count} questions {plan.Name}", stream.Count, step => runner.RunAsync(stream, plan.Policy, step, cancellationToken));
    }
}
