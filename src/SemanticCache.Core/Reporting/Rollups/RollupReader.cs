using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>Reads the figures of a span of time: what all instances have written, and what this one has not written yet.</summary>
internal sealed partial class RollupReader
{
    private const int RecordsReadAtOnce = 500;

    // A day of minutes, two months of hours.
    private const int MostSpansSummed = 1_500;

    private readonly IRecordStore _records;
    private readonly RollupBook _book;
    private readonly NamespaceDirectory _namespaces;
    private readonly ReportingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RollupReader> _logger;

    public RollupReader(
        IRecordStore records, RollupBook book, NamespaceDirectory namespaces, IOptions<ReportingOptions> options, TimeProvider time, ILogger<RollupReader> logger)
    {
        _namespaces = namespaces;
        _records = records;
        _book = book;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Returns the figures of a namespace by the beginnings of their spans, where there are any, earliest first.</summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="level">How long each span is.</param>
    /// <param name="range">When they begin; the one that the beginning lies in counts whole.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task<SortedDictionary<DateTimeOffset, Rollup>> ReadAsync(
        string namespaceName, RollupLevel level, TimeRange range, CancellationToken cancellationToken)
    {
        // A namespace of the same name may have been there before, and left something behind.
        var created = _namespaces.Find(namespaceName)?.CreatedAt ?? DateTimeOffset.MinValue;
        var wanted = range with { From = level.Floor(range.From > created ? range.From : created) };
        var spans = new SortedDictionary<DateTimeOffset, Rollup>();
        var live = _book.Of(namespaceName).Live(level);
        foreach (var (_, start, figures) in live.Where(each => wanted.Contains(each.Start)))
        {
            Span(spans, start).Add(figures);
        }

        // What is in memory is the newer of both.
        var known = live.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var filter = new RecordFilter(level.Kind(), namespaceName, wanted.From, wanted.Before);
        await foreach (var record in _records.ReadAllAsync(filter, RecordsReadAtOnce, cancellationToken))
        {
            if (!known.Contains(record.Id) && Decode(record) is { } figures)
            {
                Span(spans, record.At).Add(figures);
            }
        }

        return spans;
    }

    /// <summary>Returns the figures of a span of time, of whole minutes, hours or days: whichever are kept and few enough.</summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="range">The span of time.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The figures, and from when on they were counted.</returns>
    public async Task<(Rollup Figures, DateTimeOffset From)> SumAsync(string namespaceName, TimeRange range, CancellationToken cancellationToken)
    {
        var level = LevelFor(range, MostSpansSummed);
        var sum = new Rollup();
        foreach (var span in (await ReadAsync(namespaceName, level, range, cancellationToken)).Values)
        {
            sum.Add(span);
        }

        return (sum, level.Floor(range.From));
    }

    /// <summary>Returns the finest level that is still kept at a time and takes no more than so many spans.</summary>
    public RollupLevel LevelFor(TimeRange range, int mostSpans)
    {
        var age = _time.GetUtcNow() - range.From;
        return RollupLevels.All.FirstOrDefault(level => (range.Before - range.From) / level.Length() <= mostSpans && age <= _options.KeptOf(level), RollupLevel.Day);
    }

    // One damaged record must not hide all others.
    private Rollup? Decode(StoredRecord record)
    {
        try
        {
            return RollupCodec.Decode(record.Content.Span);
        }
        catch (JsonException damage)
        {
            LogDamaged(damage, record.Id);
            return null;
        }
    }

    private static Rollup Span(SortedDictionary<DateTimeOffset, Rollup> spans, DateTimeOffset start)
    {
        if (!spans.TryGetValue(start, out var span))
        {
            spans[start] = span = new Rollup();
        }

        return span;
    }

    [LoggerMessage(EventIds.RollupDamaged, LogLevel.Error, "The figures {Id} cannot be read and are left out.", EventName = nameof(EventIds.RollupDamaged))]
    private partial void LogDamaged(Exception damage, string id);
}
