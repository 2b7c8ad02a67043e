using Grpc.Core;
using Qdrant.Client.Grpc;
using static SemanticCache.Qdrant.TestServer.Tests.TestCollection;

namespace SemanticCache.Qdrant.TestServer.Tests;

/// <summary>Filters beyond the recorded cases.</summary>
public sealed class FilterTests
{
    public static TheoryData<string, Condition, ulong[]> Conditions => new()
    {
        { "nested key", Field(new() { Key = "source.doc", Match = new() { Keyword = "d1" } }), [1] },
        { "elements", Field(new() { Key = "parts[].kind", Match = new() { Keyword = "x" } }), [1, 2] },
        { "array by index", Field(new() { Key = "tags[1]", Match = new() { Keyword = "b" } }), [1] },
        { "element of array", Field(new() { Key = "tags", Match = new() { Keyword = "b" } }), [1] },
        { "quoted key", Field(new() { Key = "\"odd key\"", Match = new() { Boolean = true } }), [2] },
        { "integers", Field(new() { Key = "count", Match = new() { Integers = new() { Integers = { 1, 3 } } } }), [1] },
        { "except integers", Field(new() { Key = "count", Match = new() { ExceptIntegers = new() { Integers = { 1 } } } }), [2] },
        { "except leaves out null", Field(new() { Key = "none", Match = new() { ExceptKeywords = new() { Strings = { "x" } } } }), [] },
        { "integer is no double", Field(new() { Key = "ratio", Match = new() { Integer = 2 } }), [] },
        { "range of double", Field(new() { Key = "ratio", Range = new() { Gte = 2, Lt = 3 } }), [1] },
        { "datetime", Field(new() { Key = "at", DatetimeRange = new() { Gt = new() { Seconds = 1_700_000_000 } } }), [2] },
        { "values count", Field(new() { Key = "tags", ValuesCount = new() { Gte = 2 } }), [1] },
        { "is null", new() { IsNull = new() { Key = "none" } }, [2] },
        { "is empty", new() { IsEmpty = new() { Key = "none" } }, [1, 2, 3] },
        { "has vector", new() { HasVector = new() { HasVector = "" } }, [1, 2, 3] },
        { "nested filter", Nested("x", 2), [2] },
        {
            "filter in filter",
            new() { Filter = new() { Should = { Field(new() { Key = "count", Match = new() { Integer = 1 } }), Field(new() { Key = "count", Match = new() { Integer = 2 } }) } } },
            [1, 2]
        },
        {
            "two of three",
            new()
            {
                Filter = new()
                {
                    MinShould = new()
                    {
                        MinCount = 2,
                        Conditions =
                        {
                            Field(new() { Key = "count", Range = new() { Gte = 1 } }),
                            Field(new() { Key = "parts[].kind", Match = new() { Keyword = "x" } }),
                            Field(new() { Key = "source.doc", Match = new() { Keyword = "d1" } }),
                        },
                    },
                },
            },
            [1, 2]
        },
        { "nothing set", new(), [1, 2, 3] },
    };

    [Theory]
    [MemberData(nameof(Conditions), DisableDiscoveryEnumeration = true)]
    public async Task Scroll_WithCondition_FindsItsPoints(string name, Condition condition, ulong[] expected)
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(First, Second, Point(3, [1, 0, 0]));

        var found = await collection.IdsAsync(new Filter { Must = { condition } });
        var others = await collection.IdsAsync(new Filter { MustNot = { condition } });

        Assert.True(expected.SequenceEqual(found), $"{name}: {string.Join(',', found)}");
        Assert.Equal(condition.ConditionOneOfCase == Condition.ConditionOneOfOneofCase.None ? expected : [1ul, 2, 3], found.Union(others).Order());
    }

    [Theory]
    [InlineData("", "Invalid json path: ''")]
    [InlineData("a..b", "Invalid json path: 'a..b'")]
    [InlineData("a[", "Invalid json path: 'a['")]
    [InlineData("a b", "Invalid json path: 'a b'")]
    public async Task Filter_WithABadKey_IsInvalid(string key, string detail)
    {
        await using var collection = await StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => collection.IdsAsync(new Filter { Must = { new Condition { IsEmpty = new() { Key = key } } } }));

        Assert.Equal((StatusCode.InvalidArgument, detail), (refusal.StatusCode, refusal.Status.Detail));
    }

    [Fact]
    public async Task Filter_WithAMatchOfNothing_IsInvalid()
    {
        await using var collection = await StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => collection.Client.CountAsync(Name, new Filter { Must = { Field(new() { Key = "a", Match = new() }) } }, cancellationToken: Cancellation));

        Assert.Equal((StatusCode.InvalidArgument, "Malformed Match condition"), (refusal.StatusCode, refusal.Status.Detail));
    }

    private static PointStruct First => Point(
        1,
        [1, 0, 0],
        ("source", Object(("doc", "d1"))),
        ("parts", List(Object(("kind", "x"), ("size", 1)), Object(("kind", "y"), ("size", 2)))),
        ("tags", List("a", "b")),
        ("count", 1),
        ("ratio", 2.0),
        ("at", "2020-01-01T00:00:00Z"));

    private static PointStruct Second => Point(
        2,
        [1, 0, 0],
        ("parts", List(Object(("kind", "x"), ("size", 2)))),
        ("tags", List("c")),
        ("odd key", true),
        ("count", 2),
        ("none", new Value { NullValue = NullValue.NullValue }),
        ("at", "2026-01-01T00:00:00Z"));

    private static Condition Field(FieldCondition condition) => new() { Field = condition };

    private static Condition Nested(string kind, long size)
    {
        var both = new Filter { Must = { Field(new() { Key = "kind", Match = new() { Keyword = kind } }), Field(new() { Key = "size", Match = new() { Integer = size } }) } };
        return new() { Nested = new() { Key = "parts", Filter = both } };
    }

    private static Value List(params Value[] values) => new() { ListValue = new() { Values = { values.AsEnumerable() } } };

    private static Value Object(params (string Key, Value Value)[] fields)
    {
        var value = new Value { StructValue = new() };
        foreach (var (key, field) in fields)
        {
            value.StructValue.Fields[key] = field;
        }

        return value;
    }
}
