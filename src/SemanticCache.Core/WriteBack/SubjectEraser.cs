using SemanticCache.Core.Entries;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Reporting.DecisionLog;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.WriteBack;

/// <summary>Forgets a person: every entry that was written for that person, with all that hangs on it.</summary>
internal sealed class SubjectEraser
{
    private const int EntriesReadAtOnce = 100;

    private readonly ICacheStore _store;
    private readonly LabelKeeper _labels;
    private readonly HitLearner _hits;
    private readonly KeptEntryEraser _kept;
    private readonly DecisionEraser _decisions;

    public SubjectEraser(ICacheStore store, LabelKeeper labels, HitLearner hits, KeptEntryEraser kept, DecisionEraser decisions)
    {
        _store = store;
        _labels = labels;
        _hits = hits;
        _kept = kept;
        _decisions = decisions;
    }

    /// <summary>
    /// Deletes a person's entries with their aliases, feedback, merges and labels, also those that an undo could bring back, and makes what the
    /// decision log has of the person nobody's; durable when the call completes, and returns how many entries these were.
    /// </summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="subject">The person, as requests name it.</param>
    /// <param name="tenant">The tenant whose entries alone are meant; null for those of all.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task<long> EraseAsync(string namespaceName, string subject, string? tenant, CancellationToken cancellationToken)
    {
        var filter = new EntryFilter { Namespace = namespaceName, Tenant = tenant, Tag = SubjectTag.Of(namespaceName, subject) };

        // Labels first: once the entries are gone, nothing tells any more whose the labels were.
        var wordings = await WordingsAsync(filter, cancellationToken);
        if (wordings.Count > 0)
        {
            await _labels.ForgetAsync(namespaceName, wordings, cancellationToken);
            _hits.Forget(wordings);
        }

        // Also where no entry was found: a merge may have removed the last one, and could bring it back.
        var deleted = await _store.DeleteAsync(filter, dryRun: false, cancellationToken);
        deleted += await _kept.EraseAsync(namespaceName, filter.Tag, tenant, cancellationToken);

        // Last: the log may be long, and what is served goes first.
        await _decisions.EraseAsync(namespaceName, new ForgottenSubject(filter.Tag, tenant), cancellationToken);
        return deleted;
    }

    private async Task<HashSet<EntryId>> WordingsAsync(EntryFilter filter, CancellationToken cancellationToken)
    {
        var wordings = new HashSet<EntryId>();
        await foreach (var page in _store.PagesAsync(filter, EntriesReadAtOnce, cancellationToken))
        {
            foreach (var entry in page)
            {
                wordings.Add(entry.Id);
                wordings.UnionWith((await _store.ListAliasesAsync(entry.Id, cancellationToken)).Select(alias => alias.Id));
            }
        }

        return wordings;
    }
}
