using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace SemanticCache.Core.Learning;

/// <summary>What was learned in every namespace, in memory.</summary>
internal sealed class LabelBook
{
    private readonly LearningOptions _options;
    private readonly ConcurrentDictionary<string, NamespaceLearning> _namespaces = new(StringComparer.Ordinal);

    public LabelBook(IOptions<LearningOptions> options)
    {
        _options = options.Value;
    }

    /// <summary>Returns what was learned in a namespace.</summary>
    public NamespaceLearning Of(string namespaceName) =>
        _namespaces.GetOrAdd(namespaceName, static (_, options) => new NamespaceLearning(options, new Random(1)), _options);

    /// <summary>Lets a namespace go that was deleted.</summary>
    public void Drop(string namespaceName) => _namespaces.TryRemove(namespaceName, out _);
}
