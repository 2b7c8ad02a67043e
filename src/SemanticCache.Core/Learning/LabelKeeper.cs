using Microsoft.Extensions.Options;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Learning;

/// <summary>Keeps the book of labels and the store alike.</summary>
internal sealed class LabelKeeper
{
    private readonly ILabelStore _store;
    private readonly LabelBook _book;
    private readonly LearningOptions _options;

    public LabelKeeper(ICacheStore store, LabelBook book, IOptions<LearningOptions> options)
    {
        _store = store;
        _book = book;
        _options = options.Value;
    }

    /// <summary>Reads what the store keeps of these namespaces.</summary>
    public async Task LoadAsync(IEnumerable<string> namespaceNames, CancellationToken cancellationToken)
    {
        foreach (var name in namespaceNames)
        {
            _book.Of(name).Add(await _store.ListLabelsAsync(name, cancellationToken));
        }
    }

    /// <summary>Stores a label and learns from it.</summary>
    public async Task AddAsync(HitLabel label, CancellationToken cancellationToken)
    {
        await _store.AddLabelsAsync([label], _options.LabelsPerNamespace, cancellationToken);
        _book.Of(label.Namespace).Add([label]);
    }

    /// <summary>Forgets the labels of a namespace whose entry or question is one of these.</summary>
    public async Task ForgetAsync(string namespaceName, IReadOnlyCollection<EntryId> wordings, CancellationToken cancellationToken)
    {
        await _store.RemoveLabelsAsync(namespaceName, wordings, cancellationToken);
        _book.Of(namespaceName).Forget(wordings);
    }

    /// <summary>Forgets what was learned in a namespace, because it no longer holds.</summary>
    public async Task ForgetAsync(string namespaceName, CancellationToken cancellationToken)
    {
        _book.Of(namespaceName).Forget();
        await _store.RemoveLabelsAsync(namespaceName, cancellationToken);
    }
}
