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
        var prepared = new SketchedQuery(query, 0, steps);

        var bounds = default(BlockBounds);
        for (var step = 0; step < steps.Length; step++)
        {
            Add(ref bounds, encoded.Sketch(step), prepared.Steps[step]);

            Assert.True(bounds.Upper[0] + prepared.Slack >= TestVectors.Dot(query, vector));
        }
    }

    [Property(MaxTest = 200)]
    public void Encode_AnyVector_CodesAreAsCloseAsTheirWordSays(int seed)
    {
        var random = new Random(seed);
        var dimension = Dimensions[random.Next(Dimensions.Length)];
        var steps = SketchStep.For(dimension);
        var vector = Spiky(random, dimension);
        var encoded = new EncodedVector(dimension, steps);
        encoded.Encode(vector);

        for (var step = 0; step < steps.Length; step++)
        {
            var word = encoded.Sketch(step)[^1];
            var members = steps[step].Of(vector).ToArray();
            var squares = members.Select((member, i) => Math.Pow(member - Decode(encoded.Sketch(step), steps[step], i), 2)).Sum();

            Assert.True(Math.Sqrt(squares) <= (BoundTerms.Error(word) * BoundTerms.ErrorUnit * BoundTerms.Scale(word)) + 1e-7);
        }
    }

    // The code of one member is the dot product with a query that has only this one.
    private static double Decode(ReadOnlySpan<uint> words, SketchStep step, int member)
    {
        var codes = new sbyte[step.Dimensions];
        codes[member] = 1;
        var dot = Dots(Block(words, step), codes, step)[0];
        var centre = member < step.FinePart ? SketchEncoder.FineCentre : SketchEncoder.CoarseCentre * SketchEncoder.CoarseFactor;
        return (dot - centre) * (double)BoundTerms.Scale(words[^1]);
    }

    private static void Add(ref BlockBounds bounds, ReadOnlySpan<uint> words, QueryStep query) =>
        bounds.Add(Dots(Block(words, query.Step), query.Codes, query.Step), Vector512.Create(words[^1]), query.Weights);

    private static byte[] Block(ReadOnlySpan<uint> words, SketchStep step)
    {
        var block = new byte[step.BlockBytes];
        for (var i = 0; i < words.Length; i++)
        {
            BitConverter.TryWriteBytes(block.AsSpan(i * SketchStep.GroupBytes), words[i]);
        }

        return block;
    }

    private static Vector512<int> Dots(ReadOnlySpan<byte> block, ReadOnlySpan<sbyte> codes, SketchStep step)
    {
        var fine = ScalarKernel.FineDots(in MemoryMarshal.GetReference(block), in MemoryMarshal.GetReference(codes), step.FineGroups);
        ref readonly var coarseCodes = ref MemoryMarshal.GetReference(block[(step.FineGroups * SketchStep.GroupBytes)..]);
        ref readonly var coarseMembers = ref MemoryMarshal.GetReference(codes[step.FinePart..]);
        return fine + (ScalarKernel.CoarseDots(in coarseCodes, in coarseMembers, step.CoarseGroups) * SketchEncoder.CoarseFactor);
    }

    // Members of very different size, so that scales clip, and some that are zero.
    private static float[] Spiky(Random random, int dimension) =>
        TestVectors.Normalise([.. TestVectors.Random(random, dimension).Select(member => member * MathF.Pow(10, random.Next(-3, 3)) * random.Next(2))]);
}
