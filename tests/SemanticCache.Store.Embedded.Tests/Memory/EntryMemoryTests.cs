using SemanticCache.Core.Entries;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Memory;

namespace SemanticCache.Store.Embedded.Tests.Memory;

public sealed class EntryMemoryTests
{
    private readonly EntryMemory _memory = new(100);

    [Fact]
    public void Fill_NothingWrittenMeanwhile_KeepsTheEntry()
    {
        var entry = SampleEntries.Create(1);

        _memory.Fill(entry, _memory.GenerationOf(entry.Id));

        Assert.True(_memory.TryGet(entry.Id, out var found));
        Assert.Same(entry, found);
    }

    [Fact]
    public void Fill_EntryReplacedMeanwhile_KeepsTheNewOne()
    {
        var before = SampleEntries.Create(1);
        var generation = _memory.GenerationOf(before.Id);
        var after = before with { HitCount = 1 };
        _memory.Set(after);

        _memory.Fill(before, generation);

        Assert.True(_memory.TryGet(before.Id, out var found));
        Assert.Same(after, found);
    }

    [Fact]
    public void Fill_EntryDeletedMeanwhile_KeepsNothing()
    {
        var entry = SampleEntries.Create(1);
        var generation = _memory.GenerationOf(entry.Id);
        _memory.Remove(entry.Id);

        _memory.Fill(entry, generation);

        Assert.False(_memory.TryGet(entry.Id, out _));
    }

    [Fact]
    public void Fill_RowChangedMeanwhileThoughNotKept_KeepsNothing()
    {
        var entry = SampleEntries.Create(1);
        var generation = _memory.GenerationOf(entry.Id);
        _memory.Update(entry.Id, 5, (kept, hits) => kept with { HitCount = hits });

        _memory.Fill(entry, generation);

        Assert.False(_memory.TryGet(entry.Id, out _));
    }

    [Fact]
    public void Set_MoreThanTheCapacity_StaysBounded()
    {
        for (var number = 0; number < 1_000; number++)
        {
            _memory.Set(SampleEntries.Create(number));
        }

        Assert.InRange(Enumerable.Range(0, 1_000).Count(number => _memory.TryGet(SampleEntries.Id(number), out _)), 1, 110);
    }

    [Fact]
    public void Set_EntryOfMoreThanTheMaximum_IsNotKeptNorTheOneBefore()
    {
        var small = SampleEntries.Create(1);
        _memory.Set(small);

        _memory.Set(Large(small));

        Assert.False(_memory.TryGet(small.Id, out _));
    }

    [Fact]
    public void Fill_EntryOfMoreThanTheMaximum_IsNotKept()
    {
        var large = Large(SampleEntries.Create(1));

        _memory.Fill(large, _memory.GenerationOf(large.Id));

        Assert.False(_memory.TryGet(large.Id, out _));
    }

    [Fact]
    public void Set_EntryOfTheMaximum_IsKept()
    {
        var entry = SampleEntries.Create(1);
        var room = (EntryMemory.MaximumEntryBytes - EntrySize.Of(entry)) / sizeof(char);

        _memory.Set(entry with { Question = entry.Question + new string('x', (int)room) });

        Assert.True(_memory.TryGet(entry.Id, out _));
    }

    private static CacheEntry Large(CacheEntry entry) =>
        entry with { Answer = entry.Answer with { Text = new string('x', (EntryMemory.MaximumEntryBytes / sizeof(char)) + 1) } };
}
