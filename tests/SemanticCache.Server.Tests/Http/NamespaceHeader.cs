using System.ClientModel.Primitives;

namespace SemanticCache.Server.Tests.Http;

/// <summary>Sends every request of an SDK's client to one namespace.</summary>
internal sealed class NamespaceHeader : PipelinePolicy
{
    private readonly string _namespace;

    public NamespaceHeader(string name)
    {
        _namespace = name;
    }

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Set("X-SemanticCache-Namespace", _namespace);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Set("X-SemanticCache-Namespace", _namespace);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
