using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>Decoded entries by id, bounded in number and size, never older than the last acknowledged write.</summary>
/// <remarks>
/// A reader notes the generation before it reads the row and hands it back when it fills the memory. The writer advances the
/// generation after each commit and before it acknowledges, so a row that was read before the commit is not kept after it.
/// </remarks>
internal sealed class EntryMemory
{
    /// <summary>The largest entry that is kept, in bytes of text; larger ones are read from their rows each time.</summary>
    public const int MaximumEntryBytes = 64 * 1024;

    private const int StripeCount = 256;

    private readonly ConcurrentLru<EntryId, CacheEntry> _entries;
    private readonly Stripe[] _stripes = new Stripe[StripeCount];

    /// <summary>Creates an empty memory of at most <paramref name="capacity"/> entries, at least 3.</summary>
    public EntryMemory(int capacity)
    {
        _entries = new ConcurrentLru<EntryId, CacheEntry>(capacity);
        for (var index = 0; index < StripeCount; index++)
        {
            _stripes[index] = new Stripe();
        }
    }

    /// <summary>Finds an entry.</summary>
    public bool TryGet(EntryId id, [NotNullWhen(true)] out CacheEntry? entry) => _entries.TryGet(id, out entry);

    /// <summary>Returns what <see cref="Fill"/> needs; to be called before the row is read.</summary>
    public long GenerationOf(EntryId id) => Volatile.Read(ref StripeOf(id).Generation);

    /// <summary>Keeps an entry that was read, unless a write came between.</summary>
    public void Fill(CacheEntry entry, long generation)
    {
        var stripe = StripeOf(entry.Id);
        lock (stripe.Lock)
        {
            if (stripe.Generation == generation && IsSmallEnough(entry))
            {
                _entries.AddOrUpdate(entry.Id, entry);
            }
        }
    }

    /// <summary>Keeps an entry that was written, in place of the one before.</summary>
    public void Set(CacheEntry entry)
    {
        var stripe = StripeOf(entry.Id);
        lock (stripe.Lock)
        {
            stripe.Generation++;
            if (IsSmallEnough(entry))
            {
                _entries.AddOrUpdate(entry.Id, entry);
            }
            else
            {
                _entries.TryRemove(entry.Id, out _);
            }
        }
    }

    /// <summary>Changes an entry that is kept, after its row was changed.</summary>
    public void Update<TArgument>(EntryId id, TArgument argument, Func<CacheEntry, TArgument, CacheEntry> update)
    {
        var stripe = StripeOf(id);
        lock (stripe.Lock)
        {
            stripe.Generation++;
            if (_entries.TryGet(id, out var entry))
            {
                _entries.AddOrUpdate(id, update(entry, argument));
            }
        }
    }

    /// <summary>Forgets an entry that was deleted.</summary>
    public void Remove(EntryId id)
    {
        var stripe = StripeOf(id);
        lock (stripe.Lock)
        {
            stripe.Generation++;
            _entries.TryRemove(id, out _);
        }
    }

    private static bool IsSmallEnough(CacheEntry entry) => EntrySize.Of(entry) <= MaximumEntryBytes;

    private Stripe StripeOf(EntryId id) => _stripes[(uint)id.GetHashCode() % StripeCount];

    /// <summary>The generation of the ids that share a remainder.</summary>
    private sealed class Stripe
    {
        /// <summary>Guards the generation and the entries of the stripe.</summary>
        public readonly Lock Lock = new();

        /// <summary>Counts the writes.</summary>
        public long Generation;
    }
}
