using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class LookupTests : ServiceTests
{
    public LookupTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Lookup_EmptyNamespace_IsAMissWithoutCandidate()
    {
        var response = await Calls.LookupAsync(Space, "How do I cancel an order I placed today?");

        Assert.Equal(Outcome.Miss, response.Metadata.Outcome);
        Assert.Equal("no_candidate", response.Metadata.Reason);
        Assert.Null(response.Answer);
        Assert.Null(response.Explanation);
        Assert.Empty(response.Metadata.EntryId);
        Assert.False(response.Metadata.HasSimilarity);
    }

    [Fact]
    public async Task Lookup_SameQuestion_IsAnExactHitWithTheWholeAnswer()
    {
        var answer = new Answer { Text = "On the page 'My orders'.", Model = "m-1", Usage = new TokenUsage { InputTokens = 7, OutputTokens = 11 } };
        answer.ToolCalls.Add(new ToolCall { Id = "c1", Name = "find_order", Arguments = """{"id":1}""" });
        var question = new Question { Namespace = Space, Text = "Where do I see my orders?" };
        var stored = await Calls.StoreAsync(new StoreRequest { Question = question, Answer = answer });

        var response = await Calls.LookupAsync(Space, "  Where do\tI see my orders? ");

        Assert.Equal(Outcome.ExactHit, response.Metadata.Outcome);
        Assert.Equal("same_question", response.Metadata.Reason);
        Assert.Equal(stored.EntryId, response.Metadata.EntryId);
        Assert.Equal(1, response.Metadata.Similarity);
        Assert.Equal(stored.ExpireTime, response.Metadata.ExpireTime);
        Assert.NotNull(response.Metadata.Age);
        answer.FinishReason = "tool_calls";
        Assert.Equal(answer, response.Answer);
    }

    [Theory]
    [InlineData("How do I cancel an order I placed today?", "How do I cancel an order I made today?")]
    [InlineData("How do I cancel an order I placed today?", "I placed an order today, how do I cancel it?")]
    [InlineData("cancel order", "cancel my order")]
    public async Task Lookup_Paraphrase_IsASemanticHitWithItsEvidence(string stored, string asked)
    {
        var entry = await Calls.StoreAsync(Space, stored, "You can cancel an order yourself: open My orders, choose the order and press Cancel.");

        var response = await Calls.LookupAsync(Space, asked, explain: true);

        Assert.Equal(Outcome.SemanticHit, response.Metadata.Outcome);
        Assert.Equal("confidence_reached", response.Metadata.Reason);
        Assert.Equal(entry.EntryId, response.Metadata.EntryId);
        Assert.Equal(stored, response.Metadata.Question);
        Assert.Equal("You can cancel an order yourself: open My orders, choose the order and press Cancel.", response.Answer.Text);
        var verdict = Assert.Single(response.Explanation.Candidates);
        Assert.Equal(entry.EntryId, verdict.EntryId);
        Assert.Equal(response.Metadata.Similarity, verdict.Similarity);
        Assert.InRange(verdict.Similarity, response.Explanation.SimilarityThreshold, 1.0001);
        Assert.InRange(verdict.Confidence, response.Explanation.MinimumConfidence, 1);
    }

    [Fact]
    public async Task Lookup_OtherQuestion_IsAMissThatExplainsItself()
    {
        await Calls.StoreAsync(Space, "How do I cancel my order?", "You can cancel an order yourself: open My orders, choose the order and press Cancel.");

        var response = await Calls.LookupAsync(Space, "How do I cancel my subscription?", explain: true);

        Assert.Equal(Outcome.Miss, response.Metadata.Outcome);
        Assert.Null(response.Answer);
        Assert.All(response.Explanation.Candidates, verdict => Assert.NotEqual("confidence_reached", verdict.Reason));
    }

    [Theory]
    [InlineData("all", true)]
    [InlineData("date", false)]
    public async Task Lookup_GuardRefuses_ExplainsGuardReasonAndSpans(string guards, bool isRefused)
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { Guards = new GuardList { Names = { guards } } });
        await Calls.StoreAsync(Space, "Is an upload of 5 GB allowed?", "Yes.");

        var response = await Calls.LookupAsync(Space, "Is an upload of 10 GB allowed?", explain: true);

        var verdict = Assert.Single(response.Explanation.Candidates);
        Assert.Equal(isRefused, verdict.Reason == "guard_refused");
        Assert.Equal(
            isRefused ? ("number", "number_differs", "10 GB", "5 GB") : ("", "", "", ""),
            (verdict.Guard, verdict.GuardReason, verdict.QuestionSpan, verdict.CandidateSpan));
    }

    [Fact]
    public async Task Lookup_OtherNamespace_IsAMiss()
    {
        await Calls.StoreAsync(Space, "Where do I see my orders?", "There.");

        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(AnotherSpace(), "Where do I see my orders?")).Metadata.Outcome);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("locale")]
    [InlineData("tools")]
    [InlineData("response_format")]
    [InlineData("sampling")]
    [InlineData("system_prompt")]
    [InlineData("history")]
    public async Task Lookup_OtherFacet_IsAMissAndTheSameOneAHit(string facet)
    {
        await Calls.StoreAsync(new StoreRequest { Question = With(facet, "a"), Answer = new Answer { Text = "Yes." } });

        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Asking(With(facet, "b")))).Metadata.Outcome);
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, "Is it in stock?")).Metadata.Outcome);
        Assert.Equal(Outcome.ExactHit, (await Calls.LookupAsync(Asking(With(facet, "a")))).Metadata.Outcome);
    }

    [Fact]
    public async Task Lookup_NoCache_IsABypass()
    {
        await Calls.StoreAsync(Space, "Where do I see my orders?", "There.");
        var request = Asking(new Question { Namespace = Space, Text = "Where do I see my orders?" });
        request.CacheControl = new CacheControl { NoCache = true };

        var response = await Calls.LookupAsync(request);

        Assert.Equal(Outcome.Bypass, response.Metadata.Outcome);
        Assert.Equal("no_cache", response.Metadata.Reason);
        Assert.Null(response.Answer);
    }

    [Fact]
    public async Task Lookup_CallersOwnThreshold_TightensThePolicy()
    {
        await Calls.StoreAsync(Space, "cancel order", "You can cancel an order yourself: open My orders, choose the order and press Cancel.");
        var request = Asking(new Question { Namespace = Space, Text = "cancel my order" });
        request.CacheControl = new CacheControl { SimilarityThreshold = 1 };
        request.Explain = true;

        var response = await Calls.LookupAsync(request);

        Assert.Equal(Outcome.Miss, response.Metadata.Outcome);
        Assert.Equal(1, response.Explanation.SimilarityThreshold);
        request.CacheControl.SimilarityThreshold = 0;
        Assert.Equal(Outcome.SemanticHit, (await Calls.LookupAsync(request)).Metadata.Outcome);
    }

    [Fact]
    public async Task Lookup_TextBeyondTheModelsWindow_IsServedByTheExactTierAlone()
    {
        var text = string.Join(' ', Enumerable.Range(0, 2000).Select(number => $"word{number}"));
        var stored = await Calls.StoreAsync(Space, text, "Long.");

        Assert.False(stored.Semantic);
        Assert.Equal(Outcome.ExactHit, (await Calls.LookupAsync(Space, text)).Metadata.Outcome);
        var miss = await Calls.LookupAsync(Space, text + " more");
        Assert.Equal(Outcome.Miss, miss.Metadata.Outcome);
        Assert.Equal("text_too_long", miss.Metadata.Reason);
    }

    private static LookupRequest Asking(Question question) => new() { Question = question };

    private Question With(string facet, string value)
    {
        var question = new Question { Namespace = Space };
        question.Messages.Add(new Message { Role = Role.User, Text = "Is it in stock?" });
        switch (facet)
        {
            case "model":
                question.Model = value;
                break;
            case "locale":
                question.Locale = value;
                break;
            case "tools":
                question.ToolsJson = $"[\"{value}\"]";
                break;
            case "response_format":
                question.ResponseFormatJson = $"\"{value}\"";
                break;
            case "sampling":
                question.Sampling = new SamplingParameters { Stop = { value } };
                break;
            case "system_prompt":
                question.Messages.Insert(0, new Message { Role = Role.System, Text = value });
                break;
            default:
                question.Messages.Insert(0, new Message { Role = Role.User, Text = value });
                question.Messages.Insert(1, new Message { Role = Role.Assistant, Text = "Yes?" });
                break;
        }

        return question;
    }
}
