using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Store.Conformance;

/// <summary>Makes entries that differ in every member from each other.</summary>
public static class SampleEntries
{
    /// <summary>The fingerprint of the entries, unless a test changes it.</summary>
    public const string Fingerprint = "model-a";

    /// <summary>The time that tests call the present; entries live one hour from it.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The scope of the entries, unless a test changes it.</summary>
    public static readonly ScopeId Scope = new(UInt128.One << 90 | 7);

    /// <summary>Returns the id of the entry with this number.</summary>
    public static EntryId Id(int number)
    {
        var bytes = new byte[16];
        new Random(number).NextBytes(bytes);
        return new EntryId(new Guid(bytes));
    }

    /// <summary>Returns an entry; those with lower numbers are older.</summary>
    public static CacheEntry Create(int number, int dimension = 16) => new()
    {
        Id = Id(number),
        Namespace = "bot",
        Tenant = "tenant",
        Scope = Scope,
        Question = $"How do I reset password number {number}?",
        Answer = new Answer
        {
            Text = $"Open settings and choose {number}. Ünïcode 密码.",
            ToolCalls = [new ToolCall($"call-{number}", "reset", """{"account":"x"}""")],
            FinishReason = FinishReasons.ToolCalls,
            Model = "gpt-small",
            Usage = new TokenUsage(number, number + 1),
        },
        Vector = Vector(number, dimension),
        EmbeddingFingerprint = Fingerprint,
        CreatedAt = Now.AddTicks(number),
        ExpiresAt = Now.AddHours(1),
        TimeToLive = TimeSpan.FromMinutes(60).Add(TimeSpan.FromTicks(number)),
        Cost = number * 0.001,
        LastUsedAt = Now.AddTicks(number),
        Tags = [$"tag-{number}", "all"],
        Sources = [new SourceReference($"document-{number}", "1"), new SourceReference("handbook", $"{number}")],
    };

    /// <summary>Returns a random direction of length one.</summary>
    public static float[] Vector(int seed, int dimension = 16)
    {
        var random = new Random(seed);
        var vector = new float[dimension];
        for (var index = 0; index < dimension; index++)
        {
            vector[index] = (float)(random.NextDouble() - 0.5);
        }

        return Normalise(vector);
    }

    /// <summary>Returns a vector with this cosine to <paramref name="vector"/>.</summary>
    public static float[] At(ReadOnlySpan<float> vector, double cosine, int seed)
    {
        var other = Vector(seed, vector.Length);
        var along = Dot(vector, other);
        var across = new float[vector.Length];
        for (var index = 0; index < across.Length; index++)
        {
            across[index] = (float)(other[index] - (along * vector[index]));
        }

        Normalise(across);
        var sine = Math.Sqrt(1 - (cosine * cosine));
        for (var index = 0; index < across.Length; index++)
        {
            across[index] = (float)((cosine * vector[index]) + (sine * across[index]));
        }

        return across;
    }

    /// <summary>Returns the scalar product.</summary>
    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var index = 0; index < left.Length; index++)
        {
            sum += (double)left[index] * right[index];
        }

        return sum;
    }

    private static float[] Normalise(float[] vector)
    {
        var length = Math.Sqrt(Dot(vector, vector));
        for (var index = 0; index < vector.Length; index++)
        {
            vector[index] = (float)(vector[index] / length);
        }

        return vector;
    }
}
