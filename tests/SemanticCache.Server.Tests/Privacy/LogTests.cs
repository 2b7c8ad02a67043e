using System.Text;
using Grpc.Core;
using Microsoft.Extensions.Logging.Testing;
using SemanticCache.Core.Upstream;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Privacy;

/// <summary>What the log of a service shows that logs everything of its own.</summary>
public sealed class LogTests
{
    private const string Space = "log";
    private const string Asked = "How do I cancel an order I placed today?";
    private const string Reworded = "How can I cancel an order that I placed today?";
    private const string Answered = "Open My orders, choose the order and press Cancel. It works until the parcel is packed.";

    private static readonly string[] Secrets = ["placed today", "choose the order", "zebrafish", "quokka", "jane@example.com"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_AtEveryLevel_HoldsNoPromptAndNoAnswer()
    {
        using var directory = new TestDirectory();
        await using var service = await StartAsync(directory);

        await AskEverythingAsync(service);

        var lines = Lines(service);
        Assert.Contains(lines, line => line.Contains("ExactHit", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("SemanticHit", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Bypass", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Error", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => Secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Log_WithContent_ShowsEachQuestionOnceAndNoAnswer()
    {
        using var directory = new TestDirectory();
        await using var service = await StartAsync(directory, "--Privacy:LogContent=true");
        var calls = new ServiceCalls(service.Client);

        await calls.LookupAsync(Space, Asked);

        Assert.Equal($"{Space}: asked {Asked}", Assert.Single(Records(service), record => record.Message.Contains("placed today", StringComparison.Ordinal)).Message);
    }

    private static Task<TestService> StartAsync(TestDirectory directory, params string[] settings) => TestService.StartAsync(
        directory.Path, configure: null, ["--Logging:LogLevel:SemanticCache=Trace", "--Logging:LogLevel:SemanticCache.Core.Reporting=Trace", .. settings]);

    private static async Task AskEverythingAsync(TestService service)
    {
        var calls = new ServiceCalls(service.Client);
        await calls.CreateNamespaceAsync(Space, new Policy { Upstream = "scripted" });
        service.Upstream.For(Asked).Say(Answered).End();
        await calls.CompleteAsync(Space, Asked);
        await Eventually.HoldsAsync(async () => (await calls.LookupAsync(Space, Asked)).Answer is not null);
        await calls.CompleteAsync(Space, Asked);
        var hit = (await calls.LookupAsync(Space, Reworded)).Metadata;
        Assert.Equal(Outcome.SemanticHit, hit.Outcome);
        await calls.SubmitFeedbackAsync(new SubmitFeedbackRequest { EntryId = hit.EntryId, Verdict = Verdict.Bad, Question = Reworded, CorrectAnswer = "The quokka." });

        // Personal: the question, the answer, and what is stored of them.
        service.Upstream.For("Where is my zebrafish order?").Say(Answered).End();
        await calls.CompleteAsync(Space, "Where is my zebrafish order?");
        service.Upstream.For("Who feeds the zebrafish?").Say("jane@example.com").End();
        await calls.CompleteAsync(Space, "Who feeds the zebrafish?");
        await calls.StoreAsync(Space, "Who feeds the zebrafish?", "jane@example.com").FailsAsync(StatusCode.FailedPrecondition);

        // Failures: of the upstream before and within its answer, and of the request.
        service.Upstream.For("How old is the zebrafish?").Fail(new UpstreamException(UpstreamFailure.Unavailable, "It failed.", 500));
        await calls.CompleteAsync(Space, "How old is the zebrafish?").FailsAsync(StatusCode.Unavailable);
        service.Upstream.For("How big is the zebrafish?").Say("quokka").Fail(new UpstreamException(UpstreamFailure.Unavailable, "Cut.", 502));
        await calls.CompleteAsync(Space, "How big is the zebrafish?").FailsAsync(StatusCode.Unavailable);
        await calls.LookupAsync("no such namespace", "Is it a quokka?").FailsAsync(StatusCode.NotFound);
        using var broken = new StringContent("""{"messages":"zebrafish""", Encoding.UTF8, "application/json");
        using var response = await service.Http.PostAsync(new Uri("v1/chat/completions", UriKind.Relative), broken, Cancellation).Soon();
        Assert.False(response.IsSuccessStatusCode);
    }

    private static IReadOnlyList<FakeLogRecord> Records(TestService service) => service.Services.GetFakeLogCollector().GetSnapshot();

    private static List<string> Lines(TestService service) =>
        [.. Records(service).Select(record => $"{record.Category} {record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}")];
}
