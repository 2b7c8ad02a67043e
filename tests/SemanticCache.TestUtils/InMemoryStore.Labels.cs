using SemanticCache.Core.Entries;

namespace SemanticCache.TestUtils;

/// <content>The labels.</content>
public sealed partial class InMemoryStore
{
    private readonly List<HitLabel> _labels = [];

    /// <summary>Every label, oldest first.</summary>
    public IReadOnlyList<HitLabel> Labels
    {
        get
        {
            lock (_lock)
            {
                return [.. _labels];
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask AddLabelsAsync(IReadOnlyList<HitLabel> labels, int keep, CancellationToken cancellationToken)
    {
        if (labels.Any(label => !double.IsFinite(label.Score)))
        {
            throw new ArgumentException("A score is not finite.", nameof(labels));
        }

        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            foreach (var label in labels)
            {
                _labels.RemoveAll(other => other.Entry == label.Entry && other.Question == label.Question);
                _labels.Add(label);
            }

            foreach (var name in labels.Select(label => label.Namespace).Distinct(StringComparer.Ordinal).ToArray())
            {
                var old = _labels.Where(label => label.Namespace == name).SkipLast(keep).ToHashSet();
                _labels.RemoveAll(old.Contains);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<HitLabel>> ListLabelsAsync(string namespaceName, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        return [.. Labels.Where(label => label.Namespace == namespaceName)];
    }

    /// <inheritdoc/>
    public async ValueTask<int> RemoveLabelsAsync(string namespaceName, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            return _labels.RemoveAll(label => label.Namespace == namespaceName);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> RemoveLabelsAsync(string namespaceName, IReadOnlyCollection<EntryId> wordings, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            return _labels.RemoveAll(label => label.Namespace == namespaceName && (wordings.Contains(label.Entry) || wordings.Contains(label.Question)));
        }
    }
}
