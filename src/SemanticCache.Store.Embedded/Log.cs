using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded;

/// <summary>The log messages of the embedded store, events 3000 to 3099.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Opening the store in {Directory}.")]
    public static partial void Opening(this ILogger logger, string directory);

    [LoggerMessage(3001, LogLevel.Information, "Loaded {Entries} entries so far.")]
    public static partial void Loading(this ILogger logger, long entries);

    [LoggerMessage(3002, LogLevel.Information, "The store is open: {Entries} entries, {Partitions} partitions, {Milliseconds} ms.")]
    public static partial void Opened(this ILogger logger, long entries, int partitions, long milliseconds);

    [LoggerMessage(3003, LogLevel.Information, "The store is closed.")]
    public static partial void Closed(this ILogger logger);

    [LoggerMessage(3010, LogLevel.Error, "The entry {EntryId} is corrupt; it is deleted and treated as absent.")]
    public static partial void CorruptEntry(this ILogger logger, Exception exception, EntryId entryId);

    [LoggerMessage(3011, LogLevel.Error, "The row {Row} cannot be read; it is deleted and treated as absent.")]
    public static partial void CorruptRow(this ILogger logger, Exception exception, long row);

    [LoggerMessage(3012, LogLevel.Error, "The alias in row {Row} is corrupt; it is deleted and treated as absent.")]
    public static partial void CorruptAlias(this ILogger logger, Exception exception, long row);

    [LoggerMessage(3013, LogLevel.Error, "What the merge {MergeId} removed is corrupt; the merge is forgotten and cannot be undone.")]
    public static partial void CorruptMerge(this ILogger logger, Exception exception, MergeId mergeId);

    [LoggerMessage(3020, LogLevel.Error, "A transaction of {Operations} writes failed; their callers are told.")]
    public static partial void TransactionFailed(this ILogger logger, Exception exception, int operations);

    [LoggerMessage(3021, LogLevel.Critical, "A committed write could not be applied in memory; it takes effect at the next start.")]
    public static partial void PublishingFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3022, LogLevel.Warning, "Last-used times could not be written down; they are tried again later.")]
    public static partial void TouchFlushFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3023, LogLevel.Warning, "The write queue is full; {Work} waits for the next time.")]
    public static partial void WorkPostponed(this ILogger logger, string work);
}
