using SemanticCache.Interop.Tests.Clients;

namespace SemanticCache.Interop.Tests;

/// <summary>What Anthropic's official JavaScript client sees of the front.</summary>
public sealed class AnthropicNodeTests : IClassFixture<AnthropicNodeClient>
{
    private readonly AnthropicNodeClient _client;

    public AnthropicNodeTests(AnthropicNodeClient client)
    {
        _client = client;
    }

    [Theory]
    [InlineData("chat_miss", "MISS")]
    [InlineData("chat_hit", "HIT")]
    public void Messages_SameQuestionTwice_HasTheSameAnswer(string step, string status)
    {
        Assert.Equal("You asked: How are refunds paid?", Text(step, "text"));
        Assert.Equal("end_turn", Text(step, "reason"));
        Assert.Equal(6, _client.Step(step).GetProperty("tokens").GetInt32());
        Assert.Equal(status, Text(step, "status"));
    }

    [Theory]
    [InlineData("stream_hit", "You asked: How are refunds paid?")]
    [InlineData("stream_miss", "You asked: How is a parcel returned?")]
    public void Stream_HitAndMiss_ComesWhole(string step, string text)
    {
        Assert.Equal(text, Text(step, "text"));
        Assert.Equal("end_turn", Text(step, "reason"));
    }

    [Fact]
    public void Errors_OfTheApi_AreTypedByTheClient() =>
        Assert.Equal(("BadRequestError", "invalid_request_error"), (Text("bad_request", "name"), Text("bad_request", "type")));

    private string? Text(string step, string member) => _client.Step(step).GetProperty(member).GetString();
}
