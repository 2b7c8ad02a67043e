using SemanticCache.Core.Agreement;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.WriteBack;

/// <summary>Stores entries that were exported from another store; those whose vectors another model made are embedded anew.</summary>
internal sealed class EntryImporter
{
    private readonly EmbeddingStage _embedding;
    private readonly ICacheStore _store;
    private readonly RetentionRules _retention;

    public EntryImporter(EmbeddingStage embedding, ICacheStore store, RetentionRules retention)
    {
        _embedding = embedding;
        _store = store;
        _retention = retention;
    }

    /// <summary>Stores entries of one namespace with their aliases; they are durable when the call completes.</summary>
    /// <returns>How many were embedded anew.</returns>
    /// <exception cref="ArgumentException">A vector is not of length one; nothing is stored.</exception>
    public async Task<int> ImportAsync(IReadOnlyList<ImportedEntry> imported, CancellationToken cancellationToken)
    {
        var fitting = await Task.WhenAll(imported.Select(each => FitAsync(each, cancellationToken)));
        await _store.UpsertAsync([.. fitting.Select(each => each.Entry)], cancellationToken);
        foreach (var each in fitting.Where(each => each.Aliases.Length > 0))
        {
            await _store.AddAliasesAsync(each.Aliases, each.Aliases.Length, cancellationToken);
        }

        await _retention.EnforceAsync([.. fitting.Select(each => each.Entry)], cancellationToken);
        return imported.Zip(fitting).Count(pair => pair.First.Entry.EmbeddingFingerprint != pair.Second.Entry.EmbeddingFingerprint);
    }

    private async Task<ImportedEntry> FitAsync(ImportedEntry imported, CancellationToken cancellationToken)
    {
        var aliases = await Task.WhenAll(imported.Aliases.Select(alias => FitAsync(alias, cancellationToken)));
        return new ImportedEntry(await FitAsync(imported.Entry, cancellationToken), [.. aliases]);
    }

    private async Task<CacheEntry> FitAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        if (!IsForeign(entry.Vector, entry.EmbeddingFingerprint))
        {
            return entry;
        }

        var vector = await EmbedAsync(entry.Question, cancellationToken);
        return entry with
        {
            Vector = vector,
            AnswerVector = vector.IsEmpty ? default : await EmbedAsync(AnswerText.OpeningOf(entry.Answer), cancellationToken),
            EmbeddingFingerprint = vector.IsEmpty ? "" : _embedding.Model.Fingerprint,
        };
    }

    private async Task<EntryAlias> FitAsync(EntryAlias alias, CancellationToken cancellationToken)
    {
        if (!IsForeign(alias.Vector, alias.EmbeddingFingerprint))
        {
            return alias;
        }

        var vector = await EmbedAsync(alias.Question, cancellationToken);
        return alias with { Vector = vector, EmbeddingFingerprint = vector.IsEmpty ? "" : _embedding.Model.Fingerprint };
    }

    // What had no vector was kept out of the semantic tier for a reason.
    private bool IsForeign(ReadOnlyMemory<float> vector, string fingerprint) => !vector.IsEmpty && fingerprint != _embedding.Model.Fingerprint;

    private async Task<ReadOnlyMemory<float>> EmbedAsync(string text, CancellationToken cancellationToken) =>
        (await _embedding.EmbedAsync(text, cancellationToken)).Vector;
}
