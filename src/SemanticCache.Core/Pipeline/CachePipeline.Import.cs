using SemanticCache.Core.Scoping;
using SemanticCache.Core.WriteBack;

namespace SemanticCache.Core.Pipeline;

/// <content>Many answers at once.</content>
internal sealed partial class CachePipeline
{
    /// <summary>
    /// Stores answers of one namespace that the caller brings, all that are admitted or, where that fails, none; returns in order what came
    /// of each. They are durable when the call completes.
    /// </summary>
    /// <exception cref="UnknownNamespaceException">The namespace does not exist.</exception>
    public async Task<StoreResult[]> StoreAllAsync(string namespaceName, IReadOnlyList<BroughtAnswer> brought, CancellationToken cancellationToken)
    {
        // No stage runner here: a caller that brings many answers is to hear of a store that is away, not of answers that cannot be stored.
        var target = await _namespaces.ResolveAsync(namespaceName, cancellationToken) ?? throw new UnknownNamespaceException(namespaceName);
        return await _writeBack.StoreAsync([.. brought.Select(each => (ScopingStage.Scope(each.Request, target), each))], cancellationToken);
    }
}
