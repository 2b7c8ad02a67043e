using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded;

/// <content>Writing aliases.</content>
public sealed partial class EmbeddedStore
{
    /// <inheritdoc/>
    public async ValueTask<int> AddAliasesAsync(IReadOnlyList<EntryAlias> aliases, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(aliases);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return limit == 0 || aliases.Count == 0
            ? 0
            : await Engine.WriteAsync(
                new AddAliasesOperation(aliases, limit) { CancellationToken = cancellationToken }, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<int> RemoveAliasesAsync(EntryId entry, CancellationToken cancellationToken) =>
        await Engine.WriteAsync(RemoveAliasesOperation.Of(entry), cancellationToken);
}
