using System.Net;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Core.Merging;
using SemanticCache.Core.Policies;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;
using SemanticCache.Server.Tests.Rest;

namespace SemanticCache.Server.Tests.Privacy;

/// <summary>Persons who are forgotten, with the shipped models and the real store.</summary>
public sealed class ForgetTests : RestTests
{
    private const string First = "How do I cancel an order I placed today?";
    private const string Second = "How can I cancel an order that I placed today?";
    private const string Other = "Where do I see my invoices?";
    private const string Answered = "Open My orders, choose the order and press Cancel. It works until the parcel is packed.";

    public ForgetTests(SharedService shared)
        : base(shared)
    {
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Calls.CreateNamespaceAsync(Space, new Policy { SubjectAttribute = "user" });
    }

    [Fact]
    public async Task ForgetSubject_MergedEntries_LeaveNothingBehindButThoseOfOthers()
    {
        var kept = await StoreAsync(First, "u-1");
        await StoreAsync(Second, "u-1");
        var other = await StoreAsync(Other, "u-2");
        await MergeDuplicatesAsync();
        Assert.Single((await Calls.ListMergesAsync(new ListMergesRequest { Namespace = Space })).Merges);
        await Calls.SubmitFeedbackAsync(new SubmitFeedbackRequest { EntryId = kept, Verdict = Verdict.Good, Question = Second });

        Assert.Equal(1, await ForgetAsync("u-1"));

        Assert.Equal(other, Assert.Single((await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space })).Entries).Id);
        Assert.Empty((await Calls.ListMergesAsync(new ListMergesRequest { Namespace = Space })).Merges);
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, First)).Metadata.Outcome);
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, Second)).Metadata.Outcome);
        Assert.Equal(0, await ForgetAsync("u-1"));
    }

    [Fact]
    public async Task ForgetSubject_SubjectOfAnEntry_StandsInItsTagsAsAHash()
    {
        var stored = await StoreAsync(First, "jane@example.com");

        var tag = Assert.Single((await Calls.GetEntryAsync(stored)).Entry.Tags);

        Assert.Matches("^subject:[0-9a-f]{32}$", tag);
        Assert.Equal(1, await ForgetAsync("jane@example.com"));
    }

    [Fact]
    public async Task ForgetSubject_WordingOfAnotherPerson_IsNoAlias()
    {
        var owned = await StoreAsync(First, "u-1");

        var hit = await Calls.LookupAsync(new LookupRequest { Question = Asking(Second, "u-2") });
        var own = await Calls.LookupAsync(new LookupRequest { Question = Asking("How could I cancel an order that I placed today?", "u-1") });
        await Eventually.HoldsAsync(async () => (await AliasesAsync()).Count > 0);

        Assert.Equal((Outcome.SemanticHit, owned), (hit.Metadata.Outcome, hit.Metadata.EntryId));
        Assert.Equal(Outcome.SemanticHit, own.Metadata.Outcome);
        Assert.Equal("How could I cancel an order that I placed today?", Assert.Single(await AliasesAsync()).Question);
    }

    [Fact]
    public async Task ForgetSubject_OverRest_CountsWhatWasDeleted()
    {
        await StoreAsync(First, "u-1");

        var forgotten = await CallAsync(HttpMethod.Post, $"namespaces/{Space}:forget", """{"subject":"u-1"}""");
        var missing = await SendAsync(HttpMethod.Post, $"namespaces/{Space}:forget", "{}");
        var nowhere = await SendAsync(HttpMethod.Post, "namespaces/nowhere:forget", """{"subject":"u-1"}""");

        Assert.Equal(1, forgotten.GetProperty("deletedCount").GetInt64());
        Assert.Equal(HttpStatusCode.BadRequest, missing.Status);
        Assert.Equal((HttpStatusCode.NotFound, "UNKNOWN_NAMESPACE"), (nowhere.Status, nowhere.Reason));
    }

    [Fact]
    public async Task ForgetSubject_WrongFields_AreNamed()
    {
        await Forgetting(Space, "").NamesFieldsAsync("subject");
        await Forgetting(Space, new string('u', 1025)).NamesFieldsAsync("subject");
        await Forgetting("nowhere", "u").FailsAsync(StatusCode.NotFound);
    }

    [Fact]
    public async Task Import_EntryOfAPerson_IsRefused()
    {
        await StoreAsync(First, "u-1");
        var exported = await Service.Client.Admin.ExportEntriesAsync(
            new ExportEntriesRequest { Namespace = Space }, cancellationToken: TestContext.Current.CancellationToken);

        var response = await Service.Client.Admin.ImportEntriesAsync(
            new ImportEntriesRequest { Namespace = Space, Entries = { exported.Entries } }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, response.ImportedCount);
        Assert.Contains("subject:", Assert.Single(response.Rejected).Reason, StringComparison.Ordinal);
    }

    private async Task<string> StoreAsync(string question, string subject)
    {
        var answer = question == Second ? "Hello! " + Answered + " Have a nice day!" : question == First ? Answered : "Under Billing.";
        return (await Calls.StoreAsync(new StoreRequest { Question = Asking(question, subject), Answer = new Answer { Text = answer } })).EntryId;
    }

    private Question Asking(string text, string subject) => new() { Namespace = Space, Text = text, Attributes = { ["user"] = subject } };

    private async Task<long> ForgetAsync(string subject) => (await Forgetting(Space, subject)).DeletedCount;

    private Task<ForgetSubjectResponse> Forgetting(string space, string subject) => Service.Client.Admin.ForgetSubjectAsync(
        new ForgetSubjectRequest { Namespace = space, Subject = subject }, cancellationToken: TestContext.Current.CancellationToken).Soon();

    private async Task<IReadOnlyList<StoredAlias>> AliasesAsync() =>
    [
        .. (await Service.Client.Admin.ExportEntriesAsync(new ExportEntriesRequest { Namespace = Space }, cancellationToken: TestContext.Current.CancellationToken))
            .Entries.SelectMany(entry => entry.Aliases),
    ];

    // What a round does, in this namespace alone.
    private async Task MergeDuplicatesAsync()
    {
        var merger = Service.Services.GetRequiredService<DuplicateMerger>();
        foreach (var entry in (await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space })).Entries)
        {
            Assert.True(Core.Entries.EntryId.TryParse(entry.Id, out var id));
            Assert.True(await merger.MergeAsync(id, new NamespacePolicy(), TestContext.Current.CancellationToken).Soon());
        }
    }
}
