using SemanticCache.Interop.Tests.Clients;

namespace SemanticCache.Interop.Tests;

/// <summary>What Qdrant's official JavaScript client sees of the server that stands in for Qdrant in tests.</summary>
public sealed class QdrantNodeTests : IClassFixture<QdrantNodeClient>
{
    private const int NotFound = 5;
    private const int InvalidArgument = 3;
    private const int Unauthenticated = 16;
    private readonly QdrantNodeClient _client;

    public QdrantNodeTests(QdrantNodeClient client)
    {
        _client = client;
    }

    [Fact]
    public void Collection_Created_IsDescribed()
    {
        Assert.Equal("qdrant - vector search engine", _client.Step("health").GetProperty("title").GetString());
        Assert.Equal(1, _client.Step("created").GetProperty("status").GetInt32());
        Assert.Equal(2, _client.Step("created").GetProperty("size").GetInt32());
    }

    [Fact]
    public void Query_WithFilter_FindsTheNearestWithTheirUnitVectors()
    {
        Assert.Equal(2, _client.Step("upserted").GetProperty("status").GetInt32());
        var queried = _client.Step("queried");
        Assert.Equal([5, 3], queried.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()));
        Assert.Equal(1, queried.GetProperty("score").GetDouble(), 1e-5);
        Assert.Equal("question 5", queried.GetProperty("question").GetString());
        Assert.Equal(1, queried.GetProperty("vector").EnumerateArray().Sum(value => Math.Pow(value.GetDouble(), 2)), 1e-5);
    }

    [Fact]
    public void Scroll_PageByPage_ShowsEveryPointOnce() =>
        Assert.Equal("[[1,2],[3,4],[5]]", _client.Step("scrolled").GetProperty("pages").GetRawText());

    [Fact]
    public void Count_AfterDeletingByFilter_IsOfTheOthers() => Assert.Equal(3, _client.Step("counted").GetProperty("count").GetInt32());

    [Theory]
    [InlineData("missing", NotFound, "Not found: Collection `missing` doesn't exist!")]
    [InlineData("dimension", InvalidArgument, "Wrong input: Vector dimension error: expected dim: 2, got 3")]
    [InlineData("key", Unauthenticated, "Invalid API key or JWT")]
    public void Errors_OfTheServer_AreTypedByTheClient(string step, int code, string message)
    {
        Assert.Equal(code, _client.Step(step).GetProperty("code").GetInt32());
        Assert.Equal(message, _client.Step(step).GetProperty("message").GetString());
    }
}
