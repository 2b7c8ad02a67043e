using System.Net;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Privacy;

/// <summary>Personal data on its way through every front.</summary>
public sealed class PersonalDataTests : ServiceTests
{
    private const string Question = "Who looks after the router?";
    private const string Personal = "Ask jane@example.com or +1 202-555-0143.";
    private const string BlackedOut = "Ask [email] or [phone].";

    public PersonalDataTests(SharedService shared)
        : base(shared)
    {
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_PersonalAnswer_IsAnsweredWholeAndNotStored()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { Upstream = "scripted" });
        Upstream.For($"{Space}: who?").Say(Personal).End();

        var answered = await Calls.CompleteAsync(Space, $"{Space}: who?");

        Assert.Equal(Personal, answered.Answer.Text);
        Assert.Equal(0, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
    }

    [Fact]
    public async Task StreamComplete_AnswerToRedact_IsWholeAtFirstAndBlackedOutFromThenOn()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { Upstream = "scripted", PersonalData = PersonalData.Redact });
        Upstream.For($"{Space}: who?").Say("Ask jane@exam").Say("ple.com or +1 202-").Say("555-0143.").End();

        var first = TextOf(await Calls.StreamAllAsync(Space, $"{Space}: who?"));
        await Eventually.HoldsAsync(async () => (await Calls.LookupAsync(Space, $"{Space}: who?")).Answer is not null);
        var second = TextOf(await Calls.StreamAllAsync(Space, $"{Space}: who?"));

        Assert.Equal((Personal, BlackedOut), (first, second));
    }

    [Theory]
    [InlineData(PersonalData.DoNotStore)]
    [InlineData(PersonalData.Redact)]
    public async Task Store_PersonalQuestionOrArguments_IsFailedPrecondition(PersonalData personalData)
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { PersonalData = personalData, BypassRules = new BypassRuleList() });
        var called = new Answer { FinishReason = "tool_calls", ToolCalls = { new ToolCall { Id = "1", Name = "mail", Arguments = """{"to":"jane@example.com"}""" } } };
        var question = new Question { Namespace = Space, Text = Question };

        var first = await Calls.StoreAsync(Space, "Reset the router of jane@example.com", "Done.").FailsAsync(StatusCode.FailedPrecondition);
        var second = await Calls.StoreAsync(new StoreRequest { Question = question, Answer = called }).FailsAsync(StatusCode.FailedPrecondition);

        Assert.Equal(("PERSONAL_DATA", "PERSONAL_DATA"), (first.Info().Reason, second.Info().Reason));
        Assert.DoesNotContain("jane", first.Status.Detail + second.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
    }

    [Fact]
    public async Task Store_PersonalAnswer_FollowsThePolicyAndItsKinds()
    {
        var refused = await Calls.StoreAsync(Space, Question, Personal).FailsAsync(StatusCode.FailedPrecondition);
        await Calls.UpdateNamespaceAsync(
            Space,
            new Policy { PersonalData = PersonalData.Redact, PersonalDataKinds = new PersonalDataKindList { Names = { "email" } } },
            "personal_data",
            "personal_data_kinds");
        await Calls.StoreAsync(Space, Question, Personal);
        var redacted = await Calls.LookupAsync(Space, Question);
        await Calls.UpdateNamespaceAsync(Space, new Policy { PersonalData = PersonalData.Store }, "personal_data");
        await Calls.StoreAsync(Space, Question, Personal);
        var kept = await Calls.LookupAsync(Space, Question);

        Assert.Equal("PERSONAL_DATA", refused.Info().Reason);
        Assert.Equal("Ask [email] or +1 202-555-0143.", redacted.Answer.Text);
        Assert.Equal(Personal, kept.Answer.Text);
    }

    [Fact]
    public async Task Lookup_PersonalQuestionThatIsStored_IsServedToTheSameWordsAlone()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { PersonalData = PersonalData.Store, BypassRules = new BypassRuleList(), Decision = Decision.Threshold });
        var stored = await Calls.StoreAsync(Space, "Reset the router of +1 202-555-0143", "Done.");

        var other = await Calls.LookupAsync(Space, "Reset the router of +1 202-555-0144");
        var nobody = await Calls.LookupAsync(Space, "Reset the router");

        Assert.False(stored.Semantic);
        Assert.Equal(Outcome.ExactHit, (await Calls.LookupAsync(Space, "Reset the router of +1 202-555-0143")).Metadata.Outcome);
        Assert.Equal((Outcome.Miss, "personal_data"), (other.Metadata.Outcome, other.Metadata.Reason));
        Assert.Equal(Outcome.Miss, nobody.Metadata.Outcome);
    }

    [Fact]
    public async Task Import_PersonalEntries_AreRefusedOrBlackedOut()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { PersonalData = PersonalData.Store, BypassRules = new BypassRuleList() });
        await Calls.StoreAsync(Space, Question, Personal);
        await Calls.StoreAsync(Space, "Reset the router of jane@example.com", "Done.");
        var exported = await Service.Client.Admin.ExportEntriesAsync(new ExportEntriesRequest { Namespace = Space }, cancellationToken: Cancellation);
        var import = new ImportEntriesRequest { Namespace = Space, Entries = { exported.Entries.OrderBy(entry => entry.Entry.Answer.Text) } };
        import.Entries[0].Aliases.Add(Alias("Who is jane@example.com?"));
        import.Entries[0].Aliases.Add(Alias("Router: who?"));
        await Calls.UpdateNamespaceAsync(Space, new Policy { PersonalData = PersonalData.Redact }, "personal_data");

        var response = await Service.Client.Admin.ImportEntriesAsync(import, cancellationToken: Cancellation);

        Assert.Equal(1, response.ImportedCount);
        Assert.Equal(1, Assert.Single(response.Rejected).Index);
        Assert.Contains("personal data", response.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Equal(BlackedOut, (await Calls.LookupAsync(Space, Question)).Answer.Text);
        var stored = await Service.Client.Admin.ExportEntriesAsync(new ExportEntriesRequest { Namespace = Space }, cancellationToken: Cancellation);
        Assert.Equal("Router: who?", Assert.Single(stored.Entries.Single(entry => entry.Entry.Question == Question).Aliases).Question);
    }

    [Fact]
    public async Task Front_PersonalAnswer_IsAnsweredWholeAndStoredBlackedOut()
    {
        var question = $"{Space}: who?";
        await Calls.CreateNamespaceAsync(Space, new Policy { Upstream = "scripted", PersonalData = PersonalData.Redact });
        Upstream.For(question).Say(Personal).End();

        var (first, whole) = await AskFrontAsync(question);
        await Eventually.HoldsAsync(async () => (await AskFrontAsync(question, "only-if-cached")).Status == "HIT");
        var (_, stored) = await AskFrontAsync(question, "only-if-cached");

        Assert.Equal(("MISS", Personal, BlackedOut), (first, whole, stored));
    }

    [Fact]
    public async Task Tags_OfPersons_CannotBeSetByCallers()
    {
        var control = new CacheControl { Tags = { "faq", "subject:00000000000000000000000000000000" } };

        await Calls.StoreAsync(Space, Question, "Nobody.", control).NamesFieldsAsync("cache_control.tags[1]");
        using var request = Post(Question);
        request.Headers.Add("X-SemanticCache-Tags", "faq, subject:x");
        using var response = await Service.Http.SendAsync(request, Cancellation).Soon();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("X-SemanticCache-Tags", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Front_AttributeOfThePerson_MarksTheEntry()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { SubjectAttribute = "user" });
        using var request = Post(Question);
        request.Headers.Add("X-SemanticCache-Attributes", "plan=pro, user=jane%2C%20of%20sales");
        using var response = await Service.Http.SendAsync(request, Cancellation).Soon();
        await Eventually.HoldsAsync(async () => (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount == 1);

        var forgotten = await Service.Client.Admin.ForgetSubjectAsync(
            new ForgetSubjectRequest { Namespace = Space, Subject = "jane, of sales" }, cancellationToken: Cancellation);

        Assert.Equal(1, forgotten.DeletedCount);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("=u-1")]
    [InlineData("user=u-1,user=u-2")]
    public async Task Front_WrongAttributes_AreNamed(string attributes)
    {
        using var request = Post(Question);
        request.Headers.Add("X-SemanticCache-Attributes", attributes);

        using var response = await Service.Http.SendAsync(request, Cancellation).Soon();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("X-SemanticCache-Attributes", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private async Task<(string Status, string Text)> AskFrontAsync(string question, string cacheControl = "")
    {
        using var request = Post(question);
        if (cacheControl.Length > 0)
        {
            request.Headers.Add("Cache-Control", cacheControl);
        }

        using var response = await Service.Http.SendAsync(request, Cancellation).Soon();
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        return response.IsSuccessStatusCode
            ? (response.Headers.GetValues("X-Cache-Status").Single(), body.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!)
            : (response.StatusCode.ToString(), "");
    }

    private HttpRequestMessage Post(string question) => new(HttpMethod.Post, "v1/chat/completions")
    {
        Content = new StringContent(
            JsonSerializer.Serialize(new { model = "m", messages = new[] { new { role = "user", content = question } } }), Encoding.UTF8, "application/json"),
        Headers = { { "X-SemanticCache-Namespace", Space } },
    };

    private static StoredAlias Alias(string question) =>
        new() { Id = Guid.NewGuid().ToString(), Question = question, Origin = "verified", CreateTime = new() { Seconds = 1 } };

    private static string TextOf(IEnumerable<StreamCompleteResponse> parts) => string.Concat(parts.Select(part => part.Text?.Text));
}
