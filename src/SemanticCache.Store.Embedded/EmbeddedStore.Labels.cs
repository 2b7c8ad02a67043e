using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded;

/// <content>Labels of hits.</content>
public sealed partial class EmbeddedStore
{
    /// <inheritdoc/>
    public async ValueTask AddLabelsAsync(IReadOnlyList<HitLabel> labels, int keep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        if (labels.Any(label => !double.IsFinite(label.Score)))
        {
            throw new ArgumentException("A score is not finite.", nameof(labels));
        }

        if (labels.Count > 0)
        {
            await Engine.WriteAsync(new AddLabelsOperation(labels, keep) { CancellationToken = cancellationToken }, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<HitLabel>> ListLabelsAsync(string namespaceName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(namespaceName);
        var engine = Engine;
        return await Task.Run(() => engine.Read(session => LabelRows.List(session, namespaceName)), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<int> RemoveLabelsAsync(string namespaceName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(namespaceName);
        return await Engine.WriteAsync(new RemoveLabelsOperation(namespaceName), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<int> RemoveLabelsAsync(string namespaceName, IReadOnlyCollection<EntryId> wordings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(namespaceName);
        ArgumentNullException.ThrowIfNull(wordings);
        return await Engine.WriteAsync(new RemoveLabelsOperation(namespaceName, wordings), cancellationToken);
    }
}
