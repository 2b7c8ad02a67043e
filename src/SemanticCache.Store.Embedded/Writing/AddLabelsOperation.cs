using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Stores labels and keeps the newest of their namespaces; returns how many were stored.</summary>
internal sealed class AddLabelsOperation : WriteOperation<int>
{
    private readonly IReadOnlyList<HitLabel> _labels;
    private readonly int _keep;

    /// <summary>Prepares the labels.</summary>
    public AddLabelsOperation(IReadOnlyList<HitLabel> labels, int keep)
    {
        _labels = labels;
        _keep = keep;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        foreach (var label in _labels)
        {
            LabelRows.Add(session, label);
        }

        foreach (var name in _labels.Select(label => label.Namespace).Distinct(StringComparer.Ordinal))
        {
            LabelRows.KeepNewest(session, name, _keep);
        }

        Result = _labels.Count;
    }
}
