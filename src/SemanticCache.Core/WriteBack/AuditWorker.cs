using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.WriteBack;

/// <summary>Audits queued hits one after another; what waits when the service stops is not audited.</summary>
internal sealed partial class AuditWorker : BackgroundService
{
    private readonly AuditQueue _queue;
    private readonly HitAuditor _auditor;
    private readonly CacheMetrics _metrics;
    private readonly ILogger<AuditWorker> _logger;

    public AuditWorker(AuditQueue queue, HitAuditor auditor, CacheMetrics metrics, ILogger<AuditWorker> logger)
    {
        _queue = queue;
        _auditor = auditor;
        _metrics = metrics;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var audit in _queue.Audits.ReadAllAsync(stoppingToken))
        {
            await AuditAsync(audit, stoppingToken);
        }
    }

    private async Task AuditAsync(HitAudit audit, CancellationToken stoppingToken)
    {
        try
        {
            await _auditor.AuditAsync(audit, stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The boundary of this worker: the hit was served long ago, and the next audit must get its chance.
            _metrics.HitAudited("failed");
            LogFailed(failure, audit.Request.Namespace.Name);
        }
    }

    [LoggerMessage(EventIds.AuditFailed, LogLevel.Warning, "{Namespace}: auditing a hit failed; the hit itself is not concerned.", EventName = nameof(EventIds.AuditFailed))]
    private partial void LogFailed(Exception failure, string @namespace);
}
