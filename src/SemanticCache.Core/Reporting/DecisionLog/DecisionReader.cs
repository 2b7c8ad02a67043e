using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>Reads the decision log: what all instances have written, and what this one has not written yet.</summary>
internal sealed partial class DecisionReader
{
    private const int RecordsReadAtOnce = 20;

    private readonly IRecordStore _records;
    private readonly DecisionBook _book;
    private readonly NamespaceDirectory _namespaces;
    private readonly ILogger<DecisionReader> _logger;

    public DecisionReader(IRecordStore records, DecisionBook book, NamespaceDirectory namespaces, ILogger<DecisionReader> logger)
    {
        _records = records;
        _book = book;
        _namespaces = namespaces;
        _logger = logger;
    }

    /// <summary>Returns the decisions of a namespace, newest first as far as instances agree on the time.</summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="span">When they were made.</param>
    /// <param name="after">The token of the decision after which to begin; empty to begin with the newest.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="InvalidPageTokenException"><paramref name="after"/> is the token of no decision.</exception>
    public async IAsyncEnumerable<LoggedDecision> ReadAsync(
        string namespaceName, TimeRange span, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = span with { From = Latest(span.From, CreationOf(namespaceName)) };
        var start = DecisionToken.Parse(after);
        if (start is not null && !await HasBatchAsync(namespaceName, start.Batch, cancellationToken))
        {
            // Another instance has it and has not written it, or it was swept away: what is older comes next.
            wanted = wanted with { Before = start.At < wanted.Before ? start.At : wanted.Before };
            start = null;
        }

        await foreach (var (batch, decode) in BatchesAsync(namespaceName, wanted.From, cancellationToken))
        {
            if (start is not null && batch != start.Batch)
            {
                continue;
            }

            var decisions = decode();
            foreach (var decision in decisions.Take(start?.Place ?? decisions.Length).Reverse().Where(decision => wanted.Contains(decision.At)))
            {
                yield return decision;
            }

            start = null;
        }
    }

    /// <summary>Returns a decision of a namespace, or null.</summary>
    public async Task<LoggedDecision?> FindAsync(string namespaceName, string id, CancellationToken cancellationToken)
    {
        if (!DecisionBatch.TryParse(id, out var batch, out var place))
        {
            return null;
        }

        var decisions = _book.Of(namespaceName).Unwritten().FirstOrDefault(each => each.Id == batch).Decisions;
        if (decisions is null && await _records.GetRecordAsync(RecordKinds.Decisions, batch, cancellationToken) is { } record && record.Owner == namespaceName)
        {
            decisions = Decode(record);
        }

        return decisions?.ElementAtOrDefault(place) is { } found && found.At >= CreationOf(namespaceName) ? found : null;
    }

    // A batch has the time of its last decision, so later ones than wanted are read too. It is decoded only where it is needed.
    private async IAsyncEnumerable<(string Id, Func<LoggedDecision[]> Decode)> BatchesAsync(
        string namespaceName, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var live = _book.Of(namespaceName).Unwritten();
        foreach (var (id, decisions) in live)
        {
            yield return (id, () => decisions);
        }

        var known = live.Select(batch => batch.Id).ToHashSet(StringComparer.Ordinal);
        await foreach (var record in _records.ReadAllAsync(new RecordFilter(RecordKinds.Decisions, namespaceName, from), RecordsReadAtOnce, cancellationToken))
        {
            if (!known.Contains(record.Id))
            {
                yield return (record.Id, () => Decode(record));
            }
        }
    }

    private async Task<bool> HasBatchAsync(string namespaceName, string batch, CancellationToken cancellationToken) =>
        _book.Of(namespaceName).Unwritten().Any(each => each.Id == batch)
        || (await _records.GetRecordAsync(RecordKinds.Decisions, batch, cancellationToken))?.Owner == namespaceName;

    // A namespace of the same name may have been there before, and left something behind.
    private DateTimeOffset CreationOf(string namespaceName) => _namespaces.Find(namespaceName)?.CreatedAt ?? DateTimeOffset.MinValue;

    private static DateTimeOffset Latest(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    // One damaged record must not hide all others.
    private LoggedDecision[] Decode(StoredRecord record)
    {
        try
        {
            return DecisionBatch.Decode(record);
        }
        catch (JsonException damage)
        {
            LogDamaged(damage, record.Id);
            return [];
        }
    }

    [LoggerMessage(EventIds.DecisionsDamaged, LogLevel.Error, "The batch {Id} of the decision log cannot be read and is left out.", EventName = nameof(EventIds.DecisionsDamaged))]
    private partial void LogDamaged(Exception damage, string id);
}
