using Microsoft.Extensions.AI;
using SemanticCache.Client;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Client;

public sealed class ChatStreamTests : ServiceTests
{
    private const string Question = "How do I cancel an order I placed today?";

    public ChatStreamTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task GetStreamingResponse_AskedTwice_IsPassedOnAndThenServed()
    {
        var model = StubChatClient.Saying("Open ", "My orders.");
        using var chat = Chat(model);

        var miss = await chat.StreamAsync(Question);
        var hit = await chat.StreamAsync(Question);

        Assert.Equal(["Open ", "My orders.", ""], miss.Select(part => part.Text));
        miss[0].AdditionalProperties.Says("miss");
        hit[0].AdditionalProperties.Says("exact_hit", "same_question");
        var whole = hit.ToChatResponse();
        Assert.Equal("Open My orders.", whole.Text);
        Assert.Equal(ChatFinishReason.Stop, whole.FinishReason);
        Assert.Equal(7, whole.Usage?.InputTokenCount);
        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task GetStreamingResponse_StoredFromAStream_ServesAWholeRequest()
    {
        using var chat = Chat(StubChatClient.Saying("Open ", "My orders."));
        await chat.StreamAsync(Question);

        var hit = await chat.AskAsync(Question);

        hit.Says("exact_hit");
        Assert.Equal("Open My orders.", hit.Text);
    }

    [Fact]
    public async Task GetStreamingResponse_Broken_FailsAsTheModelDoesAndIsNotStored()
    {
        var broken = new ChatResponseUpdate(ChatRole.Assistant, "Open My") { FinishReason = ChatFinishReason.Stop };
        using var chat = Chat(new StubChatClient(broken) { Failure = new IOException("cut") });

        await Assert.ThrowsAsync<IOException>(() => chat.StreamAsync(Question));

        Assert.Equal(0, await EntriesAsync());
    }

    [Fact]
    public async Task GetStreamingResponse_WithoutAnEnd_IsNotStored()
    {
        using var chat = Chat(new StubChatClient(new ChatResponseUpdate(ChatRole.Assistant, "Open My")));

        await chat.StreamAsync(Question);

        Assert.Equal(0, await EntriesAsync());
    }

    [Fact]
    public async Task GetStreamingResponse_LeftByItsReader_IsNotStored()
    {
        using var chat = Chat(StubChatClient.Saying("Open ", "My orders."));

        await chat.StreamAsync(Question, most: 2);

        Assert.Equal(0, await EntriesAsync());
    }

    [Fact]
    public async Task GetStreamingResponse_LongerThanIsKept_IsPassedOnAndNotStored()
    {
        using var chat = Chat(StubChatClient.Saying("Open ", "My orders."), options => options.MaximumAnswerLength = 10);

        var parts = await chat.StreamAsync(Question);

        Assert.Equal("Open My orders.", parts.ToChatResponse().Text);
        Assert.Equal(0, await EntriesAsync());
    }

    // The lookup has created the namespace.
    private async Task<long> EntriesAsync() => (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount;

    private CachedChat Chat(StubChatClient model, Action<SemanticCacheChatOptions>? configure = null) => new(Service.Client, Space, model, configure);
}
