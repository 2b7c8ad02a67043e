using SemanticCache.Interop.Tests.Clients;

namespace SemanticCache.Interop.Tests;

/// <summary>What OpenAI's official JavaScript client sees of the front.</summary>
public sealed class OpenAINodeTests : IClassFixture<OpenAINodeClient>
{
    private readonly OpenAINodeClient _client;

    public OpenAINodeTests(OpenAINodeClient client)
    {
        _client = client;
    }

    [Theory]
    [InlineData("chat_miss", "MISS")]
    [InlineData("chat_hit", "HIT")]
    public void Chat_SameQuestionTwice_HasTheSameAnswer(string step, string status)
    {
        Assert.Equal("You asked: How are refunds paid?", Text(step, "text"));
        Assert.Equal("stop", Text(step, "reason"));
        Assert.Equal(10, _client.Step(step).GetProperty("tokens").GetInt32());
        Assert.Equal(status, Text(step, "status"));
    }

    [Theory]
    [InlineData("stream_hit", "You asked: How are refunds paid?")]
    [InlineData("stream_miss", "You asked: How is a parcel returned?")]
    public void Stream_HitAndMiss_ComesWholeWithItsUsage(string step, string text)
    {
        Assert.Equal(text, Text(step, "text"));
        Assert.InRange(_client.Step(step).GetProperty("tokens").GetInt32(), 10, 12);
    }

    [Fact]
    public void Models_Simulated_AreListed() => Assert.Equal("simulated", _client.Step("models").GetProperty("ids")[0].GetString());

    [Fact]
    public void Errors_OfTheApi_AreTypedByTheClient()
    {
        Assert.Equal(("BadRequestError", "messages"), (Text("bad_request", "name"), Text("bad_request", "param")));
        Assert.Equal(("NotFoundError", "unknown_path"), (Text("unknown_path", "name"), Text("unknown_path", "code")));
    }

    [Fact]
    public void Stream_CallerAborts_EndsQuietly() => Assert.True(_client.Step("abort").TryGetProperty("ended", out _) || Text("abort", "name") == "APIUserAbortError");

    private string? Text(string step, string member) => _client.Step(step).GetProperty(member).GetString();
}
