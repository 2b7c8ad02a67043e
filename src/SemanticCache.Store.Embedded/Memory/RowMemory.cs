using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>Decoded rows by id, bounded in number and size, never older than the last acknowledged write.</summary>
/// <remarks>
/// A reader notes the generation before it reads the row and hands it back when it fills the memory. The writer advances the
/// generation after each commit and before it acknowledges, so a row that was read before the commit is not kept after it.
/// </remarks>
internal abstract class RowMemory<TRow>
    where TRow : class
{
    private const int StripeCount = 256;

    private readonly ConcurrentLru<EntryId, TRow> _rows;
    private readonly Stripe[] _stripes = new Stripe[StripeCount];

    /// <summary>Creates an empty memory of at most <paramref name="capacity"/> rows, at least 3.</summary>
    protected RowMemory(int capacity)
    {
        _rows = new ConcurrentLru<EntryId, TRow>(capacity);
        for (var index = 0; index < StripeCount; index++)
        {
            _stripes[index] = new Stripe();
        }
    }

    /// <summary>Finds a row.</summary>
    public bool TryGet(EntryId id, [NotNullWhen(true)] out TRow? row) => _rows.TryGet(id, out row);

    /// <summary>Returns what <see cref="Fill"/> needs; to be called before the row is read.</summary>
    public long GenerationOf(EntryId id) => Volatile.Read(ref StripeOf(id).Generation);

    /// <summary>Keeps a row that was read, unless a write came between.</summary>
    public void Fill(TRow row, long generation)
    {
        var stripe = StripeOf(IdOf(row));
        lock (stripe.Lock)
        {
            if (stripe.Generation == generation && IsSmallEnough(row))
            {
                _rows.AddOrUpdate(IdOf(row), row);
            }
        }
    }

    /// <summary>Keeps a row that was written, in place of the one before.</summary>
    public void Set(TRow row)
    {
        var stripe = StripeOf(IdOf(row));
        lock (stripe.Lock)
        {
            stripe.Advance();
            if (IsSmallEnough(row))
            {
                _rows.AddOrUpdate(IdOf(row), row);
            }
            else
            {
                _rows.TryRemove(IdOf(row), out _);
            }

            stripe.Advance();
        }
    }

    /// <summary>Changes a row that is kept, after it was changed in the database.</summary>
    public void Update<TArgument>(EntryId id, TArgument argument, Func<TRow, TArgument, TRow> update)
    {
        var stripe = StripeOf(id);
        lock (stripe.Lock)
        {
            stripe.Advance();
            if (_rows.TryGet(id, out var row))
            {
                _rows.AddOrUpdate(id, update(row, argument));
            }

            stripe.Advance();
        }
    }

    /// <summary>Forgets a row that was deleted.</summary>
    public void Remove(EntryId id)
    {
        var stripe = StripeOf(id);
        lock (stripe.Lock)
        {
            stripe.Advance();
            _rows.TryRemove(id, out _);
            stripe.Advance();
        }
    }

    /// <summary>Returns the id of a row.</summary>
    protected abstract EntryId IdOf(TRow row);

    /// <summary>Tells whether a row may be kept.</summary>
    protected abstract bool IsSmallEnough(TRow row);

    private Stripe StripeOf(EntryId id) => _stripes[(uint)id.GetHashCode() % StripeCount];

    /// <summary>The generation of the ids that share a remainder.</summary>
    private sealed class Stripe
    {
        /// <summary>Guards the generation and the rows of the stripe.</summary>
        public readonly Lock Lock = new();

        /// <summary>Counts the beginnings and ends of writes: who reads it before and after a row sees a write that came between.</summary>
        public long Generation;

        /// <summary>Notes that a write begins or ends.</summary>
        public void Advance() => Interlocked.Increment(ref Generation);
    }
}
