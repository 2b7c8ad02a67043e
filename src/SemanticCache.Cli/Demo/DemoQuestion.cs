namespace SemanticCache.Cli.Demo;

/// <summary>A question of the demo's stream.</summary>
/// <param name="Cluster">The need behind it.</param>
/// <param name="Namespace">The namespace that is asked.</param>
/// <param name="Text">Its words.</param>
internal sealed record DemoQuestion(ReplayCluster Cluster, string Namespace, string Text);
