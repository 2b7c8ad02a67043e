using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FsCheck.Xunit;
using SemanticCache.Store.Embedded.Index;
using SemanticCache.Store.Embedded.Index.Kernels;

namespace SemanticCache.Store.Embedded.Tests.Index;

public sealed class SketchBoundProperties
{
    private static readonly int[] Dimensions = [1, 5, 8, 9, 64, 70, 160, 200, 384, 768];

    [Property(MaxTest = 300)]
    public void Bound_AnyVectors_IsNeverBelowTheTrueSimilarity(int seed)
    {
        var random = new Random(seed);
        var dimension = Dimensions[random.Next(Dimensions.Length)];
        var steps = SketchStep.For(dimension);
        var vector = Spiky(random, dimension);
        var query = random.Next(2) == 0 ? Spiky(random, dimension) : vector;
        var encoded = new EncodedVector(dimension, steps);
        encoded.Encode(vector);
        var prepared = new SketchedQuery(query, steps);

        var bounds = default(BlockBounds);
        for (var step = 0; step < steps.Length; step++)
        {
            Add(ref bounds, encoded.Sketch(step), prepared.Steps[step]);

            Assert.True(bounds.Upper[0] + prepared.Slack >= TestVectors.Dot(query, vector));
        }
    }

    private static void Add(ref BlockBounds bounds, ReadOnlySpan<uint> words, QueryStep query)
    {
        var block = new byte[query.Step.BlockBytes];
        for (var i = 0; i < words.Length; i++)
        {
            BitConverter.TryWriteBytes(block.AsSpan(i * SketchStep.GroupBytes), words[i]);
        }

        var coarse = block.AsSpan(query.Step.FineGroups * SketchStep.GroupBytes);
        var fineDots = ScalarKernel.FineDots(in block[0], in query.Codes[0], query.Step.FineGroups);
        var coarseDots = ScalarKernel.CoarseDots(
            in MemoryMarshal.GetReference(coarse), in MemoryMarshal.GetReference(query.Codes.AsSpan(query.Step.FinePart)), query.Step.CoarseGroups);
        bounds.Add(fineDots + (coarseDots * SketchEncoder.CoarseFactor), Vector512.Create(words[^1]), query.Weights);
    }

    // Members of very different size, so that scales clip, and some that are zero.
    private static float[] Spiky(Random random, int dimension) =>
        TestVectors.Normalise([.. TestVectors.Random(random, dimension).Select(member => member * MathF.Pow(10, random.Next(-3, 3)) * random.Next(2))]);
}
