using SemanticCache.Core.Policies;

namespace SemanticCache.Evaluation.Streaming;

/// <summary>One run of a stream.</summary>
/// <param name="Name">What sets this run apart, for people: "with learning".</param>
/// <param name="ReplayFolder">The folder of labelled questions and their answers.</param>
/// <param name="Policy">The policy of the namespaces.</param>
/// <param name="Seed">What the order of requests is drawn from.</param>
/// <param name="Settings">Settings of the service, by their configuration keys.</param>
internal sealed record StreamPlan(
    string Name, string ReplayFolder, NamespacePolicy Policy, int Seed, IReadOnlyDictionary<string, string?> Settings);
