using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Learning;

/// <summary>What was learned in every namespace, in memory and in the store.</summary>
internal sealed class LabelBook
{
    private readonly ILabelStore _store;
    private readonly LearningOptions _options;
    private readonly ConcurrentDictionary<string, NamespaceLearning> _namespaces = new(StringComparer.Ordinal);

    public LabelBook(ICacheStore store, IOptions<LearningOptions> options)
    {
        _store = store;
        _options = options.Value;
    }

    /// <summary>Returns what was learned in a namespace.</summary>
    public NamespaceLearning Of(string namespaceName) =>
        _namespaces.GetOrAdd(namespaceName, static (_, options) => new NamespaceLearning(options, new Random(1)), _options);

    /// <summary>Reads what the store keeps of these namespaces.</summary>
    public async Task LoadAsync(IEnumerable<string> namespaceNames, CancellationToken cancellationToken)
    {
        foreach (var name in namespaceNames)
        {
            Of(name).Add(await _store.ListLabelsAsync(name, cancellationToken));
        }
    }

    /// <summary>Stores a label and learns from it.</summary>
    public async Task AddAsync(HitLabel label, CancellationToken cancellationToken)
    {
        await _store.AddLabelsAsync([label], _options.LabelsPerNamespace, cancellationToken);
        Of(label.Namespace).Add([label]);
    }

    /// <summary>Forgets what was learned in a namespace, here and in the store, because it no longer holds.</summary>
    public async Task ForgetAsync(string namespaceName, CancellationToken cancellationToken)
    {
        Of(namespaceName).Forget();
        await _store.RemoveLabelsAsync(namespaceName, cancellationToken);
    }

    /// <summary>Lets a namespace go that was deleted.</summary>
    public void Drop(string namespaceName) => _namespaces.TryRemove(namespaceName, out _);
}
