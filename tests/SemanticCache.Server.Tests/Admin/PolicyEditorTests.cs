using Bunit;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Pages;
using SemanticCache.Server.Tests.Access;

namespace SemanticCache.Server.Tests.Admin;

/// <summary>The page of a namespace: what is wrong is told, what changes is shown first, and nobody's change is lost.</summary>
public sealed class PolicyEditorTests : IClassFixture<KeyedService>
{
    private readonly KeyedService _keyed;

    public PolicyEditorTests(KeyedService keyed)
    {
        _keyed = keyed;
    }

    [Fact]
    public async Task Review_TextThatIsNoTime_IsToldBesideItsField()
    {
        using var page = new AdminComponents(_keyed.Service, KeyedService.AdminKey);
        var shown = await ShowAsync(page, await _keyed.NewNamespaceAsync());

        await shown.Find("#policy-ttl").ChangeAsync("two days");
        await shown.Find("form#policy").SubmitAsync();

        Assert.Contains("must be a time", shown.Find("#policy-ttl-mistake").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", shown.Find("#policy-ttl").GetAttribute("aria-invalid"));
        Assert.Empty(shown.FindAll("#policy-diff"));
    }

    [Fact]
    public async Task Save_ValueThatTheServiceRefuses_IsToldBesideItsField()
    {
        using var page = new AdminComponents(_keyed.Service, KeyedService.AdminKey);
        var space = await _keyed.NewNamespaceAsync();
        var shown = await ShowAsync(page, space);

        await shown.Find("#policy-similarity_threshold").ChangeAsync("7");
        await shown.Find("form#policy").SubmitAsync();
        await shown.Find("#save-policy").ClickAsync();

        shown.WaitForAssertion(() => Assert.Contains("must be from 0 to 1", shown.Find("#policy-similarity_threshold-mistake").TextContent, StringComparison.Ordinal));
        Assert.False((await _keyed.Admin.GetNamespaceAsync(space)).Namespace.Policy.HasSimilarityThreshold);
    }

    [Fact]
    public async Task Save_AfterTheReview_ChangesTheFieldsShownAndNoOthers()
    {
        using var page = new AdminComponents(_keyed.Service, KeyedService.AdminKey);
        var space = await _keyed.NewNamespaceAsync(new Policy { MinimumConfidence = 0.9 });
        var shown = await ShowAsync(page, space);

        await shown.Find("#policy-ttl").ChangeAsync("2h");
        await shown.Find("#policy-minimum_confidence").ChangeAsync("");
        await shown.Find("#policy-guards").ChangeAsync("default\nnumber");
        await shown.Find("form#policy").SubmitAsync();

        Assert.Equal(["minimum_confidence|0.9|default", "ttl|1d|2h", "guards|default|default, number"], shown.FindAll("#policy-diff tbody tr").Select(row =>
            string.Join('|', row.QuerySelector("code")!.TextContent, row.QuerySelector("del")!.TextContent, row.QuerySelector("ins")!.TextContent)));
        await shown.Find("#save-policy").ClickAsync();
        shown.WaitForAssertion(() => Assert.Contains("3 changes saved", shown.Find("form#policy .note.done").TextContent, StringComparison.Ordinal));
        var saved = (await _keyed.Admin.GetNamespaceAsync(space)).Namespace.Policy;
        Assert.Equal((7200, false, "default,number"), (saved.Ttl.Seconds, saved.HasMinimumConfidence, string.Join(',', saved.Guards.Names)));
    }

    [Fact]
    public async Task Save_ChangedBySomebodyElseMeanwhile_IsToldAndKeepsBothChanges()
    {
        using var page = new AdminComponents(_keyed.Service, KeyedService.AdminKey);
        var space = await _keyed.NewNamespaceAsync();
        var shown = await ShowAsync(page, space);
        await shown.Find("#policy-ttl").ChangeAsync("2h");
        await shown.Find("form#policy").SubmitAsync();
        await _keyed.Admin.UpdateNamespaceAsync(space, new Policy { TtlJitter = 5 }, "ttl_jitter");

        await shown.Find("#save-policy").ClickAsync();
        shown.WaitForElement(".note.careful");
        Assert.Equal(86_400, (await _keyed.Admin.GetNamespaceAsync(space)).Namespace.Policy.Ttl.Seconds);
        await shown.Find(".note.careful button").ClickAsync();
        shown.WaitForAssertion(() => Assert.Equal("5", shown.Find("#policy-ttl_jitter").GetAttribute("value")));
        await shown.Find("form#policy").SubmitAsync();
        await shown.Find("#save-policy").ClickAsync();

        shown.WaitForElement("form#policy .note.done");
        var saved = (await _keyed.Admin.GetNamespaceAsync(space)).Namespace.Policy;
        Assert.Equal((7200, 5), (saved.Ttl.Seconds, saved.TtlJitter));
    }

    [Fact]
    public async Task ModeSwitch_ToCanary_SavesTheModeAndItsShare()
    {
        using var page = new AdminComponents(_keyed.Service, KeyedService.AdminKey);
        var space = await _keyed.NewNamespaceAsync();
        var shown = await ShowAsync(page, space);

        await shown.Find("#mode-canary").ChangeAsync("on");
        await shown.Find("#canary-percent").InputAsync("25");
        await shown.Find("form#mode").SubmitAsync();

        shown.WaitForElement("form#mode .note.done");
        var saved = (await _keyed.Admin.GetNamespaceAsync(space)).Namespace.Policy;
        Assert.Equal((Mode.Canary, 25), (saved.Mode, saved.CanaryPercent));
    }

    [Fact]
    public async Task Page_ForAViewer_HasNothingToChange()
    {
        using var page = new AdminComponents(_keyed.Service, (await _keyed.NewKeyAsync(KeyRole.Viewer)).Secret);

        var shown = await ShowAsync(page, await _keyed.NewNamespaceAsync());

        Assert.DoesNotContain(shown.FindAll("button"), button => button.TextContent is not "Live");
        Assert.All(shown.FindAll("form#policy input"), input => Assert.True(input.HasAttribute("readonly")));
        Assert.True(shown.Find("form#mode fieldset").HasAttribute("disabled"));
    }

    private static async Task<IRenderedComponent<NamespaceDetails>> ShowAsync(AdminComponents page, string space)
    {
        var shown = page.Render<NamespaceDetails>(parameters => parameters.Add(details => details.Name, space));
        await shown.WaitForElementAsync("form#policy");
        return shown;
    }
}
