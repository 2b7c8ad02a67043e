using System.Threading.Channels;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.WriteBack;

/// <summary>The bounded queue of hits on their way to being audited; what exceeds the limit of a minute is not audited.</summary>
internal sealed class AuditQueue
{
    private const int Waiting = 64;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Channel<HitAudit> _audits =
        Channel.CreateBounded<HitAudit>(new BoundedChannelOptions(Waiting) { SingleReader = true });

    private readonly Lock _lock = new();
    private readonly int _perMinute;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;
    private long _windowBegan;
    private int _taken;

    public AuditQueue(IOptions<LearningOptions> options, CacheMetrics metrics, TimeProvider time)
    {
        _perMinute = options.Value.AuditsPerMinute;
        _metrics = metrics;
        _time = time;
        _windowBegan = time.GetTimestamp();
    }

    /// <summary>The waiting audits.</summary>
    public ChannelReader<HitAudit> Audits => _audits.Reader;

    /// <summary>Queues an audit, or drops and counts it.</summary>
    public void Enqueue(HitAudit audit)
    {
        if (!IsWithinLimit() || !_audits.Writer.TryWrite(audit))
        {
            _metrics.HitAudited("dropped");
        }
    }

    private bool IsWithinLimit()
    {
        lock (_lock)
        {
            if (_time.GetElapsedTime(_windowBegan) >= Window)
            {
                (_windowBegan, _taken) = (_time.GetTimestamp(), 0);
            }

            return _taken++ < _perMinute;
        }
    }
}
