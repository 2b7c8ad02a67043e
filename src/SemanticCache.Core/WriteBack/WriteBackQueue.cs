using System.Threading.Channels;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.WriteBack;

/// <summary>The bounded queue between misses and the store.</summary>
internal sealed class WriteBackQueue
{
    private readonly Channel<WriteBackItem> _items;
    private readonly CacheMetrics _metrics;
    private volatile bool _closed;

    public WriteBackQueue(IOptions<WriteBackOptions> options, CacheMetrics metrics)
    {
        _items = Channel.CreateBounded<WriteBackItem>(new BoundedChannelOptions(options.Value.QueueLimit) { SingleReader = true });
        _metrics = metrics;
    }

    /// <summary>The waiting items.</summary>
    public ChannelReader<WriteBackItem> Items => _items.Reader;

    /// <summary>Queues an item; when the queue is full, or closed because the service stops, the item is dropped and counted.</summary>
    public void Enqueue(WriteBackItem item)
    {
        if (!_items.Writer.TryWrite(item))
        {
            _metrics.WriteBackDropped(_closed ? "stopping" : "queue_full");
            item.Complete(stored: false);
        }
    }

    /// <summary>Takes no more items, so that the worker can empty the queue and end.</summary>
    public void Close()
    {
        _closed = true;
        _items.Writer.TryComplete();
    }
}
