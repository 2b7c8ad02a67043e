using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Records;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Access;

/// <summary>Writes down at intervals when keys were last used, and reads it.</summary>
internal sealed partial class KeyUseWriter : BackgroundService
{
    private readonly KeyUses _uses;
    private readonly IRecordStore _records;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly ILogger<KeyUseWriter> _logger;

    public KeyUseWriter(ApiKeyDirectory keys, IRecordStore records, TimeProvider time, IOptions<AccessOptions> options, ILogger<KeyUseWriter> logger)
    {
        _uses = keys.LastUses;
        _records = records;
        _time = time;
        _interval = options.Value.LastUseInterval;
        _logger = logger;
    }

    /// <summary>Returns when a key was last used by anybody; null for never.</summary>
    public async ValueTask<DateTimeOffset?> LastUseAsync(string id, CancellationToken cancellationToken)
    {
        var written = (await _records.GetRecordAsync(RecordKinds.ApiKeyUse, id, cancellationToken))?.At;
        return _uses.Of(id) is { } recent && !(written > recent) ? recent : written;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await WriteAsync(stoppingToken);
        }
    }

    private async Task WriteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var uses = _uses.Pending();
            if (uses.Length > 0)
            {
                await _records.AddRecordsAsync([.. uses.Select(Record)], stoppingToken);
                _uses.Written(uses);
            }
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The boundary of this worker: what could not be written now is written at the next tick.
            LogFailed(failure);
        }
    }

    private static StoredRecord Record(KeyValuePair<string, DateTimeOffset> use) =>
        new() { Kind = RecordKinds.ApiKeyUse, Id = use.Key, At = use.Value, Content = default };

    [LoggerMessage(EventIds.KeyUsesFailed, LogLevel.Warning, "When keys were last used could not be written down; it is tried again.", EventName = nameof(EventIds.KeyUsesFailed))]
    private partial void LogFailed(Exception failure);
}
