using Bunit;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Pages;
using SemanticCache.Server.Tests.Access;

namespace SemanticCache.Server.Tests.Admin;

/// <summary>The page of an entry.</summary>
public sealed class EntryPageTests : IClassFixture<KeyedService>
{
    private readonly KeyedService _keyed;

    public EntryPageTests(KeyedService keyed)
    {
        _keyed = keyed;
    }

    [Fact]
    public async Task Delete_Confirmed_CanBeUndone()
    {
        using var page = new AdminComponents(_keyed.Service, KeyedService.AdminKey);
        var space = await _keyed.NewNamespaceAsync();
        var shown = await ShowAsync(page, (await _keyed.Admin.StoreAsync(space, "Shall this go?", "Yes.")).EntryId);

        await shown.Find("#delete").ClickAsync();
        await shown.Find("dialog .danger").ClickAsync();
        await shown.WaitForElementAsync("#undo");
        Assert.Empty((await _keyed.Admin.ListEntriesAsync(new ListEntriesRequest { Namespace = space })).Entries);
        await shown.Find("#undo").ClickAsync();

        shown.WaitForAssertion(() => Assert.Contains("The entry is back", shown.Find(".note.done").TextContent, StringComparison.Ordinal));
        Assert.Single((await _keyed.Admin.ListEntriesAsync(new ListEntriesRequest { Namespace = space })).Entries);
    }

    [Fact]
    public async Task Pin_AndAgain_PinsAndUnpins()
    {
        using var page = new AdminComponents(_keyed.Service, KeyedService.AdminKey);
        var id = (await _keyed.Admin.StoreAsync(await _keyed.NewNamespaceAsync(), "Shall this stay?", "Yes.")).EntryId;
        var shown = await ShowAsync(page, id);

        await shown.Find("#pin").ClickAsync();
        shown.WaitForAssertion(() => Assert.Equal("Take the pin away", shown.Find("#pin").TextContent));
        Assert.True((await _keyed.Admin.GetEntryAsync(id)).Entry.Pinned);
        await shown.Find("#pin").ClickAsync();

        shown.WaitForAssertion(() => Assert.Equal("Pin", shown.Find("#pin").TextContent));
        Assert.False((await _keyed.Admin.GetEntryAsync(id)).Entry.Pinned);
    }

    [Fact]
    public async Task Page_ForAViewer_ShowsTheEntryWithoutButtons()
    {
        using var page = new AdminComponents(_keyed.Service, (await _keyed.NewKeyAsync(KeyRole.Viewer)).Secret);
        var shown = await ShowAsync(page, (await _keyed.Admin.StoreAsync(await _keyed.NewNamespaceAsync(), "May I look?", "Yes.")).EntryId);

        Assert.Contains("May I look?", shown.Markup, StringComparison.Ordinal);
        Assert.Empty(shown.FindAll("button"));
    }

    [Fact]
    public async Task Explain_OfAHit_ShowsTheOutcomeAndTheCandidates()
    {
        using var page = new AdminComponents(_keyed.Service, (await _keyed.NewKeyAsync(KeyRole.Viewer)).Secret);
        var space = await _keyed.NewNamespaceAsync();
        await _keyed.Admin.StoreAsync(space, "How do I cancel an order?", "Choose Cancel.");
        var shown = page.Render<Explain>();
        shown.WaitForAssertion(() => Assert.Contains(space, shown.Find("#namespace").TextContent, StringComparison.Ordinal));

        await shown.Find("#namespace").ChangeAsync(space);
        await shown.Find("#question").ChangeAsync("How can I cancel an order?");
        await shown.Find("form#explain").SubmitAsync();

        var candidates = await shown.WaitForElementAsync("#candidates");
        Assert.Contains("How do I cancel an order?", candidates.TextContent, StringComparison.Ordinal);
        Assert.Contains("Served", shown.Find("#outcome-title").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewKey_Created_IsShownOnceAndWorks()
    {
        using var page = new AdminComponents(_keyed.Service, KeyedService.AdminKey);
        var shown = page.Render<Keys>();
        await shown.WaitForElementAsync("#keys, .empty");

        await shown.Find("[aria-controls=new-key]").ClickAsync();
        await shown.Find("#key-name").ChangeAsync("made on the page");
        await shown.Find("#key-role").ChangeAsync(nameof(KeyRole.Viewer));
        await shown.Find("form#new-key").SubmitAsync();
        var secret = (await shown.WaitForElementAsync("#secret")).GetAttribute("value")!;
        await shown.FindAll(".secret button")[1].ClickAsync();

        Assert.DoesNotContain(secret, shown.Markup, StringComparison.Ordinal);
        await _keyed.ClientOf(secret).Admin.ListNamespacesAsync(new ListNamespacesRequest(), cancellationToken: Xunit.TestContext.Current.CancellationToken);
    }

    private static async Task<IRenderedComponent<EntryDetails>> ShowAsync(AdminComponents page, string id)
    {
        var shown = page.Render<EntryDetails>(parameters => parameters.Add(details => details.Id, id));
        await shown.WaitForElementAsync("pre");
        return shown;
    }
}
