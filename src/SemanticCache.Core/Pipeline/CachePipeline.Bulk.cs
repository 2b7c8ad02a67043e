using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.WriteBack;

namespace SemanticCache.Core.Pipeline;

/// <content>What imports and jobs need.</content>
internal sealed partial class CachePipeline
{
    /// <summary>
    /// Stores answers of one namespace that the caller brings, all that are admitted or, where that fails, none; returns in order what came
    /// of each. They are durable when the call completes.
    /// </summary>
    /// <exception cref="UnknownNamespaceException">The namespace does not exist.</exception>
    public async Task<StoreResult[]> StoreAllAsync(string namespaceName, IReadOnlyList<BroughtAnswer> brought, CancellationToken cancellationToken)
    {
        // As with one: whoever brings answers hears of a store that is away.
        var target = await _namespaces.ResolveAsync(namespaceName, cancellationToken) ?? throw new UnknownNamespaceException(namespaceName);
        return await _writeBack.StoreAsync([.. brought.Select(each => (ScopingStage.Scope(each.Request, target), each))], cancellationToken);
    }

    /// <summary>Returns the id of the entry that holds the answer to a request, if anything does; null where nothing ever will.</summary>
    public EntryId? Identify(CacheRequest request) =>
        _namespaces.Find(request.Namespace) is { } target && ScopingStage.Scope(request, target) is { Bypass: BypassReason.None } scoped ? scoped.EntryId : null;
}
