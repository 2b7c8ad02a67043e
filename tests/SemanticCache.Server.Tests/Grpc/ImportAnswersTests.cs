using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class ImportAnswersTests : ServiceTests
{
    public ImportAnswersTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task ImportAnswers_Pairs_AreFoundByMeaningWithAllThatCameWithThem()
    {
        var imported = await ImportAsync(
            new AnsweredQuestion
            {
                Question = "How do I cancel an order?", Answer = "Press Cancel.", Tags = { "faq" }, Sources = { new SourceReference { Id = "handbook", Version = "3" } },
                Ttl = new Duration { Seconds = 600 },
            },
            new AnsweredQuestion { Question = "What does shipping cost?", Answer = "Nothing.", Pinned = true });

        Assert.Equal((2, 2, 0), (imported.ImportedCount, imported.SemanticCount, imported.Rejected.Count));
        var hit = await Calls.LookupAsync(Space, "How can I cancel my order?");
        Assert.Equal((Outcome.SemanticHit, "Press Cancel."), (hit.Metadata.Outcome, hit.Answer.Text));
        var entry = (await Calls.GetEntryAsync(hit.Metadata.EntryId)).Entry;
        Assert.Equal(("faq", "handbook", "3", 600), (entry.Tags.Single(), entry.Sources.Single().Id, entry.Sources.Single().Version, (entry.ExpireTime - entry.CreateTime).Seconds));
        Assert.True((await Calls.GetEntryAsync((await Calls.LookupAsync(Space, "What does shipping cost?")).Metadata.EntryId)).Entry.Pinned);
        var noted = (await Calls.ListAuditEventsAsync(new ListAuditEventsRequest { Namespace = Space })).Events[0];
        Assert.Equal(("import_answers", """{"imported":2}"""), (noted.Action, noted.After));
    }

    [Fact]
    public async Task ImportAnswers_FacetsOfTheScope_AreThoseOfStore()
    {
        await ImportAsync(new AnsweredQuestion { Question = "Who are you?", Answer = "The bot.", Model = "small", SystemPrompt = "Be brief.", Locale = "en-GB" });

        var question = new Question
        {
            Namespace = Space, Model = "small", Locale = "en-GB",
            Messages = { new Message { Role = Role.System, Text = "Be brief." }, new Message { Role = Role.User, Text = "Who are you?" } },
        };
        Assert.Equal(Outcome.ExactHit, (await Calls.LookupAsync(new LookupRequest { Question = question })).Metadata.Outcome);
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, "Who are you?")).Metadata.Outcome);
    }

    [Fact]
    public async Task ImportAnswers_Twice_IsTheSameEntryWithTheLaterAnswer()
    {
        var first = await ImportAsync(new AnsweredQuestion { Question = "How long?", Answer = "A week." }, new AnsweredQuestion { Question = "How  long?", Answer = "Two weeks." });
        var id = (await Calls.LookupAsync(Space, "How long?")).Metadata.EntryId;
        await ImportAsync(new AnsweredQuestion { Question = "How long?", Answer = "Three weeks." });

        var hit = await Calls.LookupAsync(Space, "How long?");
        Assert.Equal(2, first.ImportedCount);
        Assert.Equal((id, "Three weeks."), (hit.Metadata.EntryId, hit.Answer.Text));
        Assert.Equal(1, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
    }

    [Fact]
    public async Task ImportAnswers_PairsThatCannotBeStored_AreNamedAndTheOthersStored()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { MaxEntryBytes = 1000 });

        var imported = await ImportAsync(
            new AnsweredQuestion { Question = " ", Answer = "x" },
            new AnsweredQuestion { Question = "How long?", Answer = "Two weeks." },
            new AnsweredQuestion { Question = "How far?", Answer = "" },
            new AnsweredQuestion { Question = "How much?", Answer = new string('x', 1000) },
            new AnsweredQuestion { Question = "How deep?", Answer = "Write to joe.bloggs@example.com." },
            new AnsweredQuestion { Question = "How old?", Answer = "8", Ttl = new Duration { Seconds = -1 }, Tags = { "" } },
            new AnsweredQuestion { Question = "How high?", Answer = "9" });

        Assert.Equal(2, imported.ImportedCount);
        (int Index, string Reason)[] expected =
            [(0, "question: must not be empty"), (2, "answer: must not be empty"), (3, "max_entry_bytes"), (4, "personal data"), (5, "tags[0]: must have 1 to 128 characters; ttl: must be more than zero")];
        Assert.Equal(expected.Select(each => each.Index), imported.Rejected.Select(each => each.Index));
        Assert.All(expected.Zip(imported.Rejected), pair => Assert.Contains(string.Join(' ', pair.First.Reason.Split("; ").Take(1)), pair.Second.Reason, StringComparison.Ordinal));
        Assert.Equal(2, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task ImportAnswers_WrongNumber_NamesThePairs(int count) => await ImportAsync(
        [.. Enumerable.Range(0, count).Select(number => new AnsweredQuestion { Question = $"What is {number}?", Answer = "It." })]).NamesFieldsAsync("pairs");

    [Fact]
    public async Task ImportAnswers_FiveHundred_AreAllEmbedded()
    {
        var imported = await ImportAsync(
            [.. Enumerable.Range(0, 500).Select(number => new AnsweredQuestion { Question = $"What stands on page {number} of the book?", Answer = $"Chapter {number}." })]);

        Assert.Equal((500, 500), (imported.ImportedCount, imported.SemanticCount));
    }

    [Fact]
    public async Task ImportAnswers_NamespaceCannotBe_IsNotFound() => await Service.Client.Admin.ImportAnswersAsync(
        new ImportAnswersRequest { Namespace = "No Such", Pairs = { new AnsweredQuestion { Question = "How long?", Answer = "So." } } },
        cancellationToken: TestContext.Current.CancellationToken).ResponseAsync.FailsAsync(StatusCode.NotFound);

    private Task<ImportAnswersResponse> ImportAsync(params AnsweredQuestion[] pairs) => Service.Client.Admin.ImportAnswersAsync(
        new ImportAnswersRequest { Namespace = Space, Pairs = { pairs } }, cancellationToken: TestContext.Current.CancellationToken).ResponseAsync;
}
