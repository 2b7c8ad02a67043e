using Microsoft.Extensions.AI;
using SemanticCache.Client;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Client;

public sealed class ChatClientTests : ServiceTests
{
    private const string Question = "How do I raise the daily spending limit on my debit card?";
    private const string SameInOtherWords = "How do I increase the daily spending limit on my debit card?";
    private const string Answer = "You can raise the daily spending limit of your debit card yourself: open Cards > Limits.";

    private static readonly ChatMessage[] Conversation =
    [
        new(ChatRole.System, "You are kind."),
        new(ChatRole.User, "I bought shoes."),
        new(ChatRole.Assistant, "Well done."),
        new(ChatRole.User, Question),
    ];

    public ChatClientTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task GetResponse_AskedTwice_IsAMissAndThenServed()
    {
        var model = StubChatClient.Saying("Open ", "My orders.");
        using var chat = Chat(model);

        var miss = await chat.AskAsync(Question);
        var hit = await chat.AskAsync(Question);

        miss.Says("miss");
        hit.Says("exact_hit", "same_question");
        Assert.Equal(1, model.Calls);
        Assert.Equal("Open My orders.", hit.Text);
        Assert.Equal("stub-1", hit.ModelId);
        Assert.Equal(ChatFinishReason.Stop, hit.FinishReason);
        Assert.Equal((7, 3, 7), (hit.Usage?.InputTokenCount, hit.Usage?.OutputTokenCount, hit.Usage?.CachedInputTokenCount));
        Assert.NotEmpty(Assert.IsType<string>(hit.AdditionalProperties![SemanticCacheProperties.EntryId]));
    }

    [Fact]
    public async Task GetResponse_InOtherWords_IsServedWithItsSimilarity()
    {
        await Calls.StoreAsync(Space, Question, Answer);
        using var chat = Chat(StubChatClient.Saying("no"));

        var hit = await chat.AskAsync(SameInOtherWords);

        hit.Says("semantic_hit", "confidence_reached");
        Assert.Equal(Answer, hit.Text);
        Assert.InRange(Assert.IsType<double>(hit.AdditionalProperties![SemanticCacheProperties.Similarity]), 0.5, 1);
    }

    [Fact]
    public async Task GetResponse_SameConversationAndOptions_IsServedAndAnyOtherIsNot()
    {
        using var chat = Chat(StubChatClient.Saying("yes"));
        await chat.AskAsync(Conversation, Options());

        (await chat.AskAsync(Conversation, Options())).Says("exact_hit");
        (await chat.AskAsync([.. Conversation.Skip(1)], Options())).Says("miss");
        (await chat.AskAsync(Conversation, Options(options => options.Temperature = 0.2f))).Says("miss");
        (await chat.AskAsync(Conversation, Options(options => options.ModelId = "m2"))).Says("miss");
        (await chat.AskAsync(Conversation, Options(options => options.TopK = 3))).Says("miss");
        (await chat.AskAsync(Conversation, Options(options => options.ResponseFormat = ChatResponseFormat.Json))).Says("miss");
        (await chat.AskAsync(Conversation, Options(options => options.Tools = []))).Says("miss");
        (await chat.AskAsync(Conversation, Options(options => options.AdditionalProperties = new() { ["verbosity"] = "low" }))).Says("miss");
    }

    [Fact]
    public async Task GetResponse_CallOfATool_IsStoredAndServedWithItsArguments()
    {
        var call = new FunctionCallContent("call_1", "find_order", new Dictionary<string, object?> { ["number"] = 17 });
        var model = new StubChatClient(new ChatResponseUpdate(ChatRole.Assistant, [call]) { FinishReason = ChatFinishReason.ToolCalls });
        using var chat = Chat(model);
        await chat.AskAsync(Question, Options());

        var hit = await chat.AskAsync(Question, Options());

        hit.Says("exact_hit");
        Assert.Equal(ChatFinishReason.ToolCalls, hit.FinishReason);
        var served = Assert.IsType<FunctionCallContent>(Assert.Single(hit.Messages.Single().Contents));
        Assert.Equal(("call_1", "find_order", "17"), (served.CallId, served.Name, served.Arguments!["number"]!.ToString()));
    }

    [Fact]
    public async Task GetResponse_EarlierCallsOfTools_AreComparedWithoutTheirIdentifiers()
    {
        using var chat = Chat(StubChatClient.Saying("It is on its way."));
        await chat.AskAsync(WithCall("call_1", "on its way"));

        (await chat.AskAsync(WithCall("call_2", "on its way"))).Says("exact_hit");
        (await chat.AskAsync(WithCall("call_1", "lost"))).Says("miss");
    }

    [Fact]
    public async Task GetResponse_AnswerCutOff_IsNotStored()
    {
        var model = new StubChatClient(new ChatResponseUpdate(ChatRole.Assistant, "Open My") { FinishReason = ChatFinishReason.Length });
        using var chat = Chat(model);

        await chat.AskAsync(Question);

        (await chat.AskAsync(Question)).Says("miss");
        Assert.Equal(2, model.Calls);
    }

    [Theory]
    [InlineData("picture", "not_text")]
    [InlineData("last", "not_a_question")]
    [InlineData("named", "unknown_speaker")]
    [InlineData("kept", "conversation_elsewhere")]
    [InlineData("search", "unknown_tool")]
    [InlineData("raw", "opaque_option")]
    public async Task GetResponse_WhatNoStoredAnswerCanStandFor_GoesToTheModel(string what, string reason)
    {
        var message = new ChatMessage(what == "last" ? ChatRole.Assistant : ChatRole.User, Question) { AuthorName = what == "named" ? "Ann" : null };
        if (what == "picture")
        {
            message.Contents.Add(new DataContent(new byte[] { 1 }, "image/png"));
        }

        var options = Options(options =>
        {
            options.ConversationId = what == "kept" ? "c1" : null;
            options.Tools = what == "search" ? [new HostedWebSearchTool()] : null;
            options.RawRepresentationFactory = what == "raw" ? _ => null : null;
        });
        using var chat = Chat(StubChatClient.Saying("yes"));

        (await chat.AskAsync([message], options)).Says("bypass", reason);
        (await chat.AskAsync([message], options)).Says("bypass", reason);
    }

    [Fact]
    public async Task GetResponse_ConfiguredQuestion_KeepsTenantsApart()
    {
        var tenants = new[] { Space, AnotherSpace() };
        var turn = 0;
        using var chat = Chat(StubChatClient.Saying("yes"), options => options.ConfigureQuestion = (question, _) => question.Namespace = tenants[turn]);
        await chat.AskAsync(Question);

        turn = 1;

        (await chat.AskAsync(Question)).Says("miss");
    }

    private static ChatMessage[] WithCall(string id, string result) =>
    [
        new(ChatRole.User, "Where is order 17?"),
        new(ChatRole.Assistant, [new FunctionCallContent(id, "find_order")]),
        new(ChatRole.Tool, [new FunctionResultContent(id, result)]),
        new(ChatRole.User, "How long does a delivery to Berlin take?"),
    ];

    private static ChatOptions Options(Action<ChatOptions>? change = null)
    {
        var options = new ChatOptions
        {
            ModelId = "m1",
            Temperature = 0.7f,
            Instructions = "Be brief.",
            Tools = [AIFunctionFactory.Create((int number) => number, "find_order")],
        };
        change?.Invoke(options);
        return options;
    }

    private CachedChat Chat(StubChatClient model, Action<SemanticCacheChatOptions>? configure = null) => new(Service.Client, Space, model, configure);
}
