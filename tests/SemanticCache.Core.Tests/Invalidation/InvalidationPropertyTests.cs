using FsCheck.Xunit;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Tests.Invalidation;

/// <summary>Random stores and filters: exactly what all conditions hold for goes, and an undo brings the store back to what it was.</summary>
public sealed class InvalidationPropertyTests
{
    private static readonly string[] Tags = ["x", "y"];
    private static readonly string[] Versions = ["1", "2"];

    [Property(MaxTest = 60)]
    public async Task InvalidateAsync_RandomEntriesAndFilter_DeletesTheMatchingAndUndoRestores(int seed)
    {
        var random = new Random(seed);
        await using var fixture = await InvalidationFixture.StartAsync();
        await FillAsync(fixture, random);
        var filter = FilterOf(fixture, random);
        var before = fixture.Snapshot();
        var expected = fixture.Store.Entries.Where(entry => !IsSelected(fixture, filter, entry)).Select(entry => entry.Question).Order(StringComparer.Ordinal).ToArray();
        var count = fixture.Store.Entries.Count - expected.Length;

        var preview = await fixture.PreviewAsync(filter);
        Assert.Equal(before, fixture.Snapshot());
        var result = await fixture.InvalidateAsync(filter);

        Assert.Equal((count, count, count), (preview.Matched, result.Matched, result.Deleted));
        Assert.Equal(expected, fixture.Questions);
        if (count > 0)
        {
            Assert.Equal(new UndoResult(UndoOutcome.Undone, count), await fixture.UndoAsync(result.Id));
        }

        Assert.Equal(before, fixture.Snapshot());
    }

    private static async Task FillAsync(InvalidationFixture fixture, Random random)
    {
        var count = random.Next(1, 40);
        for (var number = 0; number < count; number++)
        {
            fixture.Pipeline.Time.Advance(TimeSpan.FromTicks(random.Next(2)));
            var question = $"Question {number}?";
            fixture.Pipeline.Embedder.Place(question, "text", random.NextDouble());
            var entry = fixture.Entry(question) with
            {
                Tenant = One(random, "one", "two"),
                Scope = new ScopeId((UInt128)random.Next(3)),
                Tags = [.. Tags.Where(_ => random.Next(2) == 0)],
                Sources = [.. Versions.Where(_ => random.Next(2) == 0).Select(version => new SourceReference("s", version))],
                ExpiresAt = fixture.Pipeline.Time.GetUtcNow().AddHours(random.Next(1, 50)),
                HitCount = random.Next(9),
            };
            string[] aliases = [.. Enumerable.Range(0, random.Next(3)).Select(alias => $"Wording {number}.{alias}?")];
            foreach (var alias in aliases)
            {
                fixture.Pipeline.Embedder.Place(alias, "text", random.NextDouble());
            }

            await fixture.StoreAsync(random.Next(4) == 0 ? entry with { Vector = default, EmbeddingFingerprint = "" } : entry, aliases);
        }
    }

    private static InvalidationFilter FilterOf(InvalidationFixture fixture, Random random)
    {
        var entries = fixture.Store.Entries;
        var some = entries[random.Next(entries.Count)];
        var filter = InvalidationFixture.Nothing;
        for (var conditions = random.Next(1, 4); conditions > 0; conditions--)
        {
            filter = random.Next(9) switch
            {
                0 => filter with { Ids = [some.Id, entries[random.Next(entries.Count)].Id] },
                1 => filter with { Tag = One(random, "x", "y", "z") },
                2 => filter with { SourceId = "s", SourceVersion = One(random, null, "1", "2") },
                3 => filter with { Tenant = One(random, "one", "two") },
                4 => filter with { Scope = some.Scope },
                5 => filter with { CreatedBefore = some.CreatedAt },
                6 => filter with { CreatedFrom = some.CreatedAt },
                7 => filter with { Question = One(random, some.Question, "Wording 0.0?") },
                _ => filter with { Near = fixture.Near("text", random.NextDouble()) },
            };
        }

        return filter;
    }

    // The same rules once more, in the simplest words.
    private static bool IsSelected(InvalidationFixture fixture, InvalidationFilter filter, CacheEntry entry)
    {
        var aliases = fixture.Store.Aliases.Where(alias => alias.Entry == entry.Id).ToArray();
        string[] wordings = [entry.Question, .. aliases.Select(alias => alias.Question)];
        ReadOnlyMemory<float>[] vectors = [entry.Vector, .. aliases.Where(alias => alias.EmbeddingFingerprint.Length > 0).Select(alias => alias.Vector)];
        bool[] conditions =
        [
            filter.Ids.IsEmpty || filter.Ids.Contains(entry.Id),
            filter.Tag is null || entry.Tags.Contains(filter.Tag),
            filter.SourceId is null || entry.Sources.Any(source => source.Id == filter.SourceId && source.Version == (filter.SourceVersion ?? source.Version)),
            filter.Tenant is null || entry.Tenant == filter.Tenant,
            filter.Scope is null || entry.Scope == filter.Scope,
            !(entry.CreatedAt >= filter.CreatedBefore),
            !(entry.CreatedAt < filter.CreatedFrom),
            filter.Question is null || wordings.Contains(filter.Question),
            filter.Near is null || vectors.Any(vector => !vector.IsEmpty && Cosine(vector, filter.Near.Vector) >= filter.Near.Within - 1e-5),
        ];
        return conditions.All(holds => holds);
    }

    private static double Cosine(ReadOnlyMemory<float> left, ReadOnlyMemory<float> right) => left.ToArray().Zip(right.ToArray(), (a, b) => a * b).Sum();

    private static T One<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
