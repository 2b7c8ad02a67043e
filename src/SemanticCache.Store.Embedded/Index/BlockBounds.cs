using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>What the similarities of a block's entries can be at most, after some of the steps.</summary>
internal ref struct BlockBounds
{
    private Vector512<float> _sums;

    /// <summary>The upper bounds, one per entry.</summary>
    public Vector512<float> Upper { get; private set; }

    /// <summary>Takes a step.</summary>
    /// <param name="dots">The dot products of the step's codes.</param>
    /// <param name="words">The entries' <see cref="BoundTerms"/>.</param>
    /// <param name="weights">The query's side of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<int> dots, Vector512<uint> words, in StepWeights weights)
    {
        var scales = (words & Vector512.Create(~0xFFFFu)).AsSingle();
        var errors = Vector512.ConvertToSingle(((words >>> 8) & Vector512.Create((uint)byte.MaxValue)).AsInt32());
        var rests = Vector512.ConvertToSingle((words & Vector512.Create((uint)byte.MaxValue)).AsInt32());
        var products = Vector512.ConvertToSingle(dots) * weights.Dot;
        _sums += scales * (products + Vector512.Create(weights.Offset) + (errors * weights.Error));
        Upper = _sums + (rests * weights.Rest);
    }
}
