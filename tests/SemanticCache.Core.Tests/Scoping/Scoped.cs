using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Tests.Scoping;

/// <summary>Scopes requests for tests.</summary>
internal static class Scoped
{
    public static ScopedRequest Request(CacheRequest request, NamespacePolicy? policy = null) =>
        ScopingStage.Scope(request, Namespace(request.Namespace, policy));

    public static ScopedRequest Request(string question, NamespacePolicy? policy = null) => Request(TestUtils.Ask.For(question), policy);

    public static CacheNamespace Namespace(string name, NamespacePolicy? policy = null) =>
        new(name, policy ?? new NamespacePolicy(), default, default, 1);
}
