using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Index.Kernels;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>
/// One search: the sketches rule out entries that cannot reach the bar, step by step and block by block; what survives is scored by its row,
/// the most promising first, because each good one found raises the bar for the rest.
/// </summary>
internal ref struct SearchPass<TKernel>
    where TKernel : struct, IBlockKernel
{
    /// <summary>The most survivors that can wait to be scored.</summary>
    public const int MaximumSurvivors = ScoreAt + Slot.PlacesPerChunk;

    private const int ScoreAt = 512;
    private const int RowsAhead = 3;
    private const int AttemptsBeforeWaiting = 3;

    private readonly Chunk[] _chunks;
    private readonly Lock _writers;
    private readonly SketchedQuery _query;
    private Survivors _survivors;
    private BestMatches _best;

    /// <summary>Prepares a search.</summary>
    public SearchPass(Chunk[] chunks, Lock writers, SketchedQuery query, Survivors survivors, BestMatches best)
    {
        _chunks = chunks;
        _writers = writers;
        _query = query;
        _survivors = survivors;
        _best = best;
    }

    /// <summary>Searches all chunks and returns the number of matches.</summary>
    public int Run()
    {
        for (var chunk = 0; chunk < _chunks.Length; chunk++)
        {
            if (_chunks[chunk].IsSketched)
            {
                Scan(chunk);
            }
            else
            {
                AddAll(chunk);
            }

            if (_survivors.Count >= ScoreAt)
            {
                ScoreSurvivors();
            }
        }

        ScoreSurvivors();
        return _best.Finish();
    }

    // Bounds can be too low by the query's slack and, where a sketch was made from a row, by the row's error.
    private readonly float LowestBound => _best.Bar - _query.Slack - _best.Error;

    private void AddAll(int chunk)
    {
        for (var place = 0; place < _chunks[chunk].Count; place++)
        {
            _survivors.Add(new Slot(chunk, place), float.MaxValue);
        }
    }

    private void Scan(int chunk)
    {
        var count = _survivors.Count;
        for (var attempt = 0; attempt < AttemptsBeforeWaiting; attempt++)
        {
            var version = _chunks[chunk].BeginRead();
            ScanBlocks(chunk);
            if (_chunks[chunk].IsUnchangedSince(version))
            {
                return;
            }

            _survivors.ReturnTo(count);
        }

        lock (_writers)
        {
            ScanBlocks(chunk);
        }
    }

    private void ScanBlocks(int number)
    {
        var chunk = _chunks[number];
        var bar = Vector512.Create(LowestBound);
        for (var place = 0; place < chunk.Count; place += SketchStep.Lanes)
        {
            var bounds = default(BlockBounds);
            var lanes = 0UL;
            for (var step = 0; step < _query.Steps.Length; step++)
            {
                lanes = Bound(chunk, step, place / SketchStep.Lanes, ref bounds, bar);
                if (lanes == 0)
                {
                    break;
                }
            }

            if (lanes != 0)
            {
                _survivors.Add(new Slot(number, place), lanes, bounds.Upper);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Bound(Chunk chunk, int step, int block, ref BlockBounds bounds, Vector512<float> bar)
    {
        ref var query = ref _query.Steps[step];
        ref readonly var codes = ref chunk.Block(step, block);
        ref var members = ref MemoryMarshal.GetArrayDataReference(query.Codes);
        var fine = TKernel.FineDots(in codes, in members, query.Step.FineGroups);
        ref var coarseCodes = ref Unsafe.Add(ref Unsafe.AsRef(in codes), query.Step.FineGroups * SketchStep.GroupBytes);
        var coarse = TKernel.CoarseDots(in coarseCodes, in Unsafe.Add(ref members, query.Step.FinePart), query.Step.CoarseGroups);
        ref var words = ref Unsafe.Add(ref coarseCodes, query.Step.CoarseGroups * SketchStep.GroupBytes);
        bounds.Add(fine + (coarse * SketchEncoder.CoarseFactor), Vector512.LoadUnsafe(ref words).AsUInt32(), query.Weights);
        return Vector512.GreaterThanOrEqual(bounds.Upper, bar).ExtractMostSignificantBits();
    }

    private void ScoreSurvivors()
    {
        for (var i = 0; i < _best.Wanted && _survivors.Count > 0; i++)
        {
            Score(_survivors.TakeMostPromising());
        }

        while (_survivors.Count > 0)
        {
            if (_survivors.TryPeek(RowsAhead, out var later))
            {
                _chunks[later.Chunk].Prefetch(later.Place);
            }

            var (slot, bound) = _survivors.TakeLast();
            if (bound >= LowestBound)
            {
                Score(slot);
            }
        }
    }

    private void Score(Slot slot)
    {
        var chunk = _chunks[slot.Chunk];
        for (var attempt = 0; attempt < AttemptsBeforeWaiting; attempt++)
        {
            var version = chunk.BeginRead();
            var (id, similarity) = Read(chunk, slot.Place);
            if (chunk.IsUnchangedSince(version))
            {
                _best.Offer(id, similarity);
                return;
            }
        }

        lock (_writers)
        {
            var (id, similarity) = Read(chunk, slot.Place);
            _best.Offer(id, similarity);
        }
    }

    private readonly (EntryId Id, float Similarity) Read(Chunk chunk, int place) => chunk.ExpiresAt(place) > _query.Now
        ? (chunk.Id(place), chunk.Similarity(place, _query.Members))
        : (default, float.NegativeInfinity);
}
