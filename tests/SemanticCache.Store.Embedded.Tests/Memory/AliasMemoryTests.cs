using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Memory;

namespace SemanticCache.Store.Embedded.Tests.Memory;

public sealed class AliasMemoryTests
{
    private readonly AliasMemory _memory = new(100);

    [Fact]
    public void Fill_AliasRemovedMeanwhile_KeepsNothing()
    {
        var alias = SampleAliases.Create(1, SampleEntries.Create(1));
        var generation = _memory.GenerationOf(alias.Id);
        _memory.Remove(alias.Id);

        _memory.Fill(alias, generation);

        Assert.False(_memory.TryGet(alias.Id, out _));
    }

    [Fact]
    public void Set_LongQuestion_IsNotKeptNorTheOneBefore()
    {
        var alias = SampleAliases.Create(1, SampleEntries.Create(1));
        _memory.Set(alias);
        Assert.True(_memory.TryGet(alias.Id, out _));

        _memory.Set(alias with { Question = new string('x', (EntryMemory.MaximumEntryBytes / sizeof(char)) + 1) });

        Assert.False(_memory.TryGet(alias.Id, out _));
    }

    [Fact]
    public void Set_MoreThanTheCapacity_StaysBounded()
    {
        var entry = SampleEntries.Create(1);
        for (var number = 0; number < 1_000; number++)
        {
            _memory.Set(SampleAliases.Create(number, entry));
        }

        Assert.InRange(Enumerable.Range(0, 1_000).Count(number => _memory.TryGet(SampleAliases.Create(number, entry).Id, out _)), 1, 110);
    }
}
