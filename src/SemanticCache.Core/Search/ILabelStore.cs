using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Search;

/// <summary>The part of a store that keeps what was learned of hits.</summary>
public interface ILabelStore
{
    /// <summary>
    /// Stores labels, durable when the call completes, all or none; one of the same entry and question is replaced. Of each namespace only
    /// the newest stay.
    /// </summary>
    /// <param name="labels">The labels.</param>
    /// <param name="keep">How many of a namespace stay, at least 1.</param>
    /// <param name="cancellationToken">Ends the call early when signalled before the write has begun.</param>
    /// <exception cref="ArgumentException">A score is not finite; nothing is stored.</exception>
    ValueTask AddLabelsAsync(IReadOnlyList<HitLabel> labels, int keep, CancellationToken cancellationToken);

    /// <summary>Returns the labels of a namespace, in the order in which they were stored.</summary>
    ValueTask<IReadOnlyList<HitLabel>> ListLabelsAsync(string namespaceName, CancellationToken cancellationToken);

    /// <summary>Deletes the labels of a namespace and returns how many; the namespace's own deletion does so too.</summary>
    ValueTask<int> RemoveLabelsAsync(string namespaceName, CancellationToken cancellationToken);

    /// <summary>Deletes the labels of a namespace whose entry or question is one of these, durable when the call completes, and returns how many.</summary>
    ValueTask<int> RemoveLabelsAsync(string namespaceName, IReadOnlyCollection<EntryId> wordings, CancellationToken cancellationToken);
}
