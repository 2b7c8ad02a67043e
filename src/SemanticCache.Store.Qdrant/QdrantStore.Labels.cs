using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Qdrant.Points;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant;

/// <content>Labels.</content>
public sealed partial class QdrantStore
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

        if (labels.Count == 0)
        {
            return;
        }

        await WriteAsync(
            async token =>
            {
                await _writer.UpsertAsync(_collections.Names.Labels, [.. labels.Select(label => LabelPayload.PointOf(label, _writer.NextWrite()))], token);
                foreach (var name in labels.Select(label => label.Namespace).Distinct(StringComparer.Ordinal))
                {
                    await KeepNewestAsync(name, keep, token);
                }

                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<HitLabel>> ListLabelsAsync(string namespaceName, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        return [.. (await LabelsOfAsync(namespaceName, cancellationToken)).Select(point => LabelPayload.Read(point.Payload))];
    }

    /// <inheritdoc/>
    public async ValueTask<int> RemoveLabelsAsync(string namespaceName, CancellationToken cancellationToken) => await WriteAsync(
        async token =>
        {
            var labels = await LabelsOfAsync(namespaceName, token);
            await _writer.DeleteAsync(_collections.Names.Labels, InNamespace(namespaceName), token);
            return labels.Count;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<int> RemoveLabelsAsync(string namespaceName, IReadOnlyCollection<EntryId> wordings, CancellationToken cancellationToken)
    {
        var texts = Selection.Texts(wordings).ToHashSet(StringComparer.Ordinal);
        return await WriteAsync(
            async token =>
            {
                var labels = await LabelsOfAsync(namespaceName, token);
                StoredPoint[] gone = [.. labels.Where(point => texts.Contains(point.Payload[Fields.Entry].StringValue) || texts.Contains(point.Payload[Fields.Question].StringValue))];
                await _writer.DeleteAsync(gone, token);
                return gone.Length;
            },
            cancellationToken);
    }

    private async Task KeepNewestAsync(string namespaceName, int keep, CancellationToken cancellationToken)
    {
        var labels = await LabelsOfAsync(namespaceName, cancellationToken);
        await _writer.DeleteAsync(labels.SkipLast(keep), cancellationToken);
    }

    private async Task<IReadOnlyList<StoredPoint>> LabelsOfAsync(string namespaceName, CancellationToken cancellationToken)
    {
        var points = await _reader.ScrollAsync(_collections.Names.Labels, InNamespace(namespaceName), true, cancellationToken);
        return [.. points.OrderBy(point => point.Payload[Fields.Sequence].IntegerValue)];
    }

    private static Filter InNamespace(string name) => new() { Must = { MatchKeyword(Fields.Namespace, name) } };
}
