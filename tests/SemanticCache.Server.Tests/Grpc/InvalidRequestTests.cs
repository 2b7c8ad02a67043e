using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class InvalidRequestTests : ServiceTests
{
    public InvalidRequestTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Lookup_EveryFieldWrong_NamesEveryField()
    {
        var question = new Question
        {
            Text = "both",
            ToolsJson = "{",
            ResponseFormatJson = "nope",
            Sampling = new SamplingParameters { Temperature = -1, TopP = 2, MaxOutputTokens = 0 },
        };
        question.Messages.Add(new Message { Role = Role.System });
        question.Messages.Add(new Message { Role = (Role)77 });
        var control = new CacheControl
        {
            SimilarityThreshold = double.NaN,
            MinimumConfidence = -0.1,
            Ttl = new Duration(),
            MaxAge = new Duration { Seconds = long.MinValue },
            Tags = { "fine", "" },
            Sources = { new SourceReference() },
        };

        await Calls.LookupAsync(new LookupRequest { Question = question, CacheControl = control }).NamesFieldsAsync(
            "question.namespace",
            "question.text",
            "question.tools_json",
            "question.response_format_json",
            "question.messages[1].role",
            "question.sampling.temperature",
            "question.sampling.top_p",
            "question.sampling.max_output_tokens",
            "cache_control.similarity_threshold",
            "cache_control.minimum_confidence",
            "cache_control.ttl",
            "cache_control.max_age",
            "cache_control.tags[1]",
            "cache_control.sources[0].id");
    }

    [Fact]
    public async Task Lookup_ToolChoiceWithoutTools_IsRefused() =>
        await Calls.LookupAsync(Asking(question => question.ToolChoiceJson = "\"auto\"")).NamesFieldsAsync("question.tool_choice_json");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task Lookup_TemperatureThatIsNoNumber_IsRefused(double temperature) =>
        await Calls.LookupAsync(Asking(question => question.Sampling = new SamplingParameters { Temperature = temperature }))
            .NamesFieldsAsync("question.sampling.temperature");

    [Theory]
    [InlineData(0, -1)]
    [InlineData(0, int.MaxValue)]
    [InlineData(1, int.MinValue)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(315_576_000_000, 0)]
    public async Task Lookup_DurationBeyondTheRule_IsRefused(long seconds, int nanos)
    {
        var request = Asking(_ => { });
        request.CacheControl = new CacheControl { MaxAge = new Duration { Seconds = seconds, Nanos = nanos } };

        await Calls.LookupAsync(request).NamesFieldsAsync("cache_control.max_age");
    }

    [Fact]
    public async Task Lookup_JsonTooDeep_IsRefused()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);

        await Calls.LookupAsync(Asking(question => question.ToolsJson = deep)).NamesFieldsAsync("question.tools_json");
    }

    [Theory]
    [InlineData("""["\ud800"]""")]
    [InlineData("""[{"\udc00": 1}]""")]
    public async Task Lookup_JsonWithHalfACharacter_IsRefused(string json) =>
        await Calls.LookupAsync(Asking(question => question.ToolsJson = json)).NamesFieldsAsync("question.tools_json");

    [Fact]
    public async Task Lookup_TenThousandMessages_IsRefused()
    {
        var request = Asking(question => question.Text = "");
        request.Question.Messages.Add(Enumerable.Repeat(new Message { Role = Role.User, Text = "x" }, 10_000));

        await Calls.LookupAsync(request).NamesFieldsAsync("question.messages");
    }

    [Fact]
    public async Task Lookup_TenThousandWrongTags_IsAnErrorThatClientsCanStillRead()
    {
        var request = Asking(_ => { });
        request.CacheControl = new CacheControl();
        request.CacheControl.Tags.Add(Enumerable.Repeat("", 10_000));

        var error = await Calls.LookupAsync(request).FailsAsync(StatusCode.InvalidArgument);

        Assert.Contains("cache_control.tags", error.Fields());
        AssertFitsTheSmallestClient(error);
    }

    [Fact]
    public async Task Lookup_TenThousandWrongRoles_IsAnErrorThatClientsCanStillRead()
    {
        var request = Asking(question => question.Text = "");
        request.Question.Messages.Add(Enumerable.Repeat(new Message { Role = (Role)(-1) }, 900));

        var error = await Calls.LookupAsync(request).FailsAsync(StatusCode.InvalidArgument);

        Assert.Equal("question.messages[0].role", error.Fields()[0]);
        AssertFitsTheSmallestClient(error);
    }

    [Fact]
    public async Task GetNamespace_NameOfAMegabyte_IsAnErrorThatClientsCanStillRead()
    {
        var error = await Calls.GetNamespaceAsync(new string('é', 500_000)).FailsAsync(StatusCode.NotFound);

        AssertFitsTheSmallestClient(error);
    }

    [Fact]
    public async Task UpdateNamespace_MaskOfAMegabyte_IsAnErrorThatClientsCanStillRead()
    {
        await Calls.CreateNamespaceAsync(Space);

        var error = await Calls.UpdateNamespaceAsync(Space, new Policy(), [.. Enumerable.Repeat(new string('x', 1000), 1000)])
            .FailsAsync(StatusCode.InvalidArgument);

        AssertFitsTheSmallestClient(error);
    }

    [Theory]
    [InlineData("model", "question.model")]
    [InlineData("locale", "question.locale")]
    public async Task Lookup_NamesWithoutEnd_AreRefused(string field, string named)
    {
        var text = new string('x', 100_000);

        await Calls.LookupAsync(Asking(question => (question.Model, question.Locale) = field == "model" ? (text, "") : ("", text)))
            .NamesFieldsAsync(named);
    }

    [Fact]
    public async Task Store_SourcesWithoutEnd_AreRefused()
    {
        var control = new CacheControl();
        control.Sources.Add(Enumerable.Repeat(new SourceReference { Id = "doc" }, 10_000));

        await Calls.StoreAsync(Space, "From where?", "Everywhere.", control).NamesFieldsAsync("cache_control.sources");
    }

    [Fact]
    public async Task Store_SourceVersionWithoutEnd_IsRefused()
    {
        var control = new CacheControl { Sources = { new SourceReference { Id = "doc", Version = new string('7', 1000) } } };

        await Calls.StoreAsync(Space, "From where?", "From there.", control).NamesFieldsAsync("cache_control.sources[0].version");
    }

    // gRPC's C core, which Python uses, takes 8 KiB of metadata with all trailers together.
    private static void AssertFitsTheSmallestClient(RpcException error) =>
        Assert.InRange(error.Trailers.Sum(entry => entry.Key.Length + 32 + (entry.IsBinary ? entry.ValueBytes.Length * 4 / 3 : entry.Value.Length)) + (error.Status.Detail.Length * 3), 1, 8000);

    private LookupRequest Asking(Action<Question> change)
    {
        var question = new Question { Namespace = Space, Text = "What?" };
        change(question);
        return new LookupRequest { Question = question };
    }
}
