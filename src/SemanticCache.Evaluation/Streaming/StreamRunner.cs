using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Upstream;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Streaming;

/// <summary>Sends a stream through the cache, one request at a time, each after what the one before taught is stored.</summary>
internal sealed class StreamRunner
{
    private readonly CachePipeline _pipeline;
    private readonly NamespaceDirectory _namespaces;
    private readonly UpstreamStage _upstream;
    private readonly Dictionary<string, ReplayCluster> _owners;

    /// <param name="services">The cache's services.</param>
    /// <param name="clusters">The clusters that questions come from, by which served entries are known.</param>
    public StreamRunner(IServiceProvider services, IReadOnlyList<ReplayCluster> clusters)
    {
        _pipeline = services.GetRequiredService<CachePipeline>();
        _namespaces = services.GetRequiredService<NamespaceDirectory>();
        _upstream = services.GetRequiredService<UpstreamStage>();
        _owners = clusters.SelectMany(cluster => cluster.Questions.Select(question => (Text: CanonicalText.Of(question), Cluster: cluster)))
            .DistinctBy(owned => owned.Text, StringComparer.Ordinal)
            .ToDictionary(owned => owned.Text, owned => owned.Cluster, StringComparer.Ordinal);
    }

    /// <summary>Runs the stream in namespaces with this policy, one for each domain, and returns an outcome for each request, in order.</summary>
    public async Task<IReadOnlyList<StreamedOutcome>> RunAsync(
        IReadOnlyList<StreamQuestion> stream, NamespacePolicy policy, Action onDone, CancellationToken cancellationToken)
    {
        foreach (var domain in stream.Select(question => question.Cluster.Domain).Distinct(StringComparer.Ordinal))
        {
            await _namespaces.CreateAsync(NamespaceOf(domain), policy, cancellationToken);
        }

        var outcomes = new List<StreamedOutcome>(stream.Count);
        foreach (var question in stream)
        {
            outcomes.Add(await AskAsync(question, cancellationToken));
            onDone();
        }

        return outcomes;
    }

    private async Task<StreamedOutcome> AskAsync(StreamQuestion question, CancellationToken cancellationToken)
    {
        var request = new CacheRequest
        {
            Caller = Caller.Local,
            Namespace = NamespaceOf(question.Cluster.Domain),
            Messages = [new ChatMessage(ChatRole.User, question.Text)],
            Controls = new RequestControls { NoStore = question.IsLookAlike },
        };
        await using var reply = await _pipeline.CompleteAsync(request, stream: false, cancellationToken);
        await foreach (var _ in reply.Parts.WithCancellation(cancellationToken))
        {
            // Read to its end: only a whole answer is stored.
        }

        if (!question.IsLookAlike && reply.Outcome.Kind is CacheOutcomeKind.Miss)
        {
            await UntilStoredAsync(request).WaitAsync(cancellationToken);
        }

        var served = reply.Outcome.Entry is { } entry ? _owners[entry.Question] : null;
        return new StreamedOutcome(question, reply.Outcome.Kind, served);
    }

    private Task UntilStoredAsync(CacheRequest request) =>
        _upstream.WhenLandedAsync(ScopingStage.Scope(request, _namespaces.Find(request.Namespace)!).EntryId);

    private static string NamespaceOf(string domain) => "stream-" + domain;
}
