using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>Reads the decision log: what all instances have written, and what this one has not written yet.</summary>
internal sealed partial class DecisionReader
{
    private const int RecordsReadAtOnce = 20;

    private readonly IRecordStore _records;
    private readonly DecisionBook _book;
    private readonly ILogger<DecisionReader> _logger;

    public DecisionReader(IRecordStore records, DecisionBook book, ILogger<DecisionReader> logger)
    {
        _records = records;
        _book = book;
        _logger = logger;
    }

    /// <summary>Returns the decisions of a namespace, newest first as far as instances agree on the time.</summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="span">When they were made.</param>
    /// <param name="after">The decision after which to begin; empty to begin with the newest.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="InvalidPageTokenException"><paramref name="after"/> is the identifier of no decision.</exception>
    public async IAsyncEnumerable<LoggedDecision> ReadAsync(
        string namespaceName, TimeRange span, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (startBatch, startPlace) = Start(after);
        await foreach (var (batch, decode) in BatchesAsync(namespaceName, span.From, cancellationToken))
        {
            // A batch that is not found was swept away, and so was all that is older.
            if (startBatch is not null && batch != startBatch)
            {
                continue;
            }

            var decisions = decode();
            foreach (var decision in (startBatch is null ? decisions : decisions.Take(startPlace)).Reverse().Where(decision => span.Contains(decision.At)))
            {
                yield return decision;
            }

            startBatch = null;
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

        return decisions?.ElementAtOrDefault(place);
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

    private static (string? Batch, int Place) Start(string after)
    {
        if (after.Length == 0)
        {
            return (null, 0);
        }

        return DecisionBatch.TryParse(after, out var batch, out var place) ? (batch, place) : throw new InvalidPageTokenException();
    }

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
