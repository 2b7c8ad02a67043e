using Microsoft.Playwright;
using SemanticCache.Protocol.V1;
using static Microsoft.Playwright.Assertions;

namespace SemanticCache.Browser.Tests;

/// <summary>The admin page in a real browser, against the real service.</summary>
public sealed class AdminPageTests
{
    private readonly Site _site;

    public AdminPageTests(Site site)
    {
        _site = site;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Overview_SignedIn_ShowsFiguresAndChartsAndCountsOnByItself()
    {
        var space = await _site.NewSpaceAsync();
        await using var visitor = await SignedInAsync(Site.AdminKey);
        var requests = visitor.Page.Locator("#summary tr", new PageLocatorOptions { HasText = space }).Locator("td").First;

        await Expect(visitor.Page.Locator(".chart canvas")).ToHaveCountAsync(4);
        await Expect(requests).ToHaveTextAsync("6");
        await visitor.ScreenshotAsync("overview");
        await _site.LookUpAsync(space, Questions.Cancel);

        await Expect(requests).ToHaveTextAsync("7", new LocatorAssertionsToHaveTextOptions { Timeout = 20_000 });
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Threshold_MovedAndTaken_IsObeyedByTheNextRequest()
    {
        var space = await _site.NewSpaceAsync();
        await using var visitor = await SignedInAsync(Site.AdminKey);
        Assert.True((await _site.LookUpAsync(space, Questions.CancelAgain)).Metadata.Outcome is Outcome.SemanticHit);
        await visitor.OpenAsync($"/namespaces/{space}");
        var slider = visitor.Page.GetByRole(AriaRole.Slider, new PageGetByRoleOptions { Name = "minimum_confidence" });

        await slider.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("End");
        await Expect(visitor.Page.Locator("#threshold-value")).ToHaveTextAsync("1.000");
        await visitor.ScreenshotAsync("namespace", isWhole: true);
        await visitor.Page.Locator("#take-threshold").ClickAsync();
        await Expect(visitor.Page.GetByText("minimum_confidence is 1.000 from the next request on.")).ToBeVisibleAsync();

        Assert.Equal(Outcome.Miss, (await _site.LookUpAsync(space, "How do I cancel an order that I placed today?")).Metadata.Outcome);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Entry_Deleted_IsAMissAndAHitAgainWhenUndone()
    {
        var space = await _site.NewSpaceAsync();
        await using var visitor = await SignedInAsync(Site.AdminKey);
        await visitor.OpenAsync($"/entries?namespace={space}");
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = Questions.Cancel }).ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Delete…" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Delete it" }).ClickAsync();
        await Expect(visitor.Page.GetByText("The entry is deleted.")).ToBeVisibleAsync();
        Assert.Equal(Outcome.Miss, (await _site.LookUpAsync(space, Questions.Cancel)).Metadata.Outcome);

        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo" }).ClickAsync();
        await Expect(visitor.Page.GetByText("The entry is deleted.")).Not.ToBeVisibleAsync();
        Assert.Equal(Outcome.ExactHit, (await _site.LookUpAsync(space, Questions.Cancel)).Metadata.Outcome);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Hit_MarkedAsBad_IsFeedbackOnItsEntry()
    {
        var space = await _site.NewSpaceAsync();
        await using var visitor = await SignedInAsync(Site.AdminKey);
        await visitor.OpenAsync($"/decisions?namespace={space}");
        await visitor.ScreenshotAsync("near-misses");
        await visitor.Page.GetByLabel("Show", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("semantic hits");
        var row = visitor.Page.Locator("#decisions tbody tr", new PageLocatorOptions { HasText = Questions.LimitAgain });

        await row.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "No" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Noted: the entry does not answer the question.")).ToBeVisibleAsync();

        var entries = await _site.Client.Admin.ListEntriesAsync(new ListEntriesRequest { Namespace = space, Contains = "raise" }, cancellationToken: Cancellation);
        Assert.Equal(1, Assert.Single(entries.Entries).BadFeedbackCount);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task TopMisses_AskedInTwoWordings_AreOneNeed()
    {
        var space = await _site.NewSpaceAsync();
        await using var visitor = await SignedInAsync(Site.AdminKey);

        await visitor.OpenAsync($"/top-misses?namespace={space}");

        var row = visitor.Page.Locator("#top-misses tbody tr", new PageLocatorOptions { HasText = "branch" });
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row.Locator("td").First).ToHaveTextAsync("2");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task SignIn_WrongKeyOrAClients_IsRefusedWith401Or403()
    {
        await using var visitor = await _site.VisitAsync();
        foreach (var (key, status) in new[] { ("sc_wrong", 401), (await _site.NewKeyAsync(KeyRole.Client), 403) })
        {
            await visitor.Page.GotoAsync("/");
            await visitor.Page.GetByLabel("API key").FillAsync(key);
            var answer = await visitor.Page.RunAndWaitForResponseAsync(
                () => visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync(), response => response.Request.Method == "POST");

            Assert.Equal(status, answer.Status);
            await Expect(visitor.Page.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        }

        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Pages_OfAViewer_HaveNoButtonsOfAnAdmin()
    {
        var space = await _site.NewSpaceAsync();
        await using var visitor = await SignedInAsync(await _site.NewKeyAsync(KeyRole.Viewer));

        await visitor.OpenAsync($"/namespaces/{space}");

        await Expect(visitor.Page.GetByRole(AriaRole.Slider, new PageGetByRoleOptions { Name = "minimum_confidence" })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#take-threshold")).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Keys" })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task Pages_All_AreWithoutBarriersAndFitTheScreen(ColorScheme scheme, int width)
    {
        var space = await _site.NewSpaceAsync();
        await using var visitor = await SignedInAsync(Site.AdminKey, new ViewportSize { Width = width, Height = 800 }, scheme);
        string[] paths = ["/", "/namespaces", $"/namespaces/{space}", $"/entries?namespace={space}", $"/decisions?namespace={space}", $"/top-misses?namespace={space}", "/explain", "/keys", "/audit", "/health"];
        foreach (var path in paths)
        {
            await visitor.OpenAsync(path);
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveCountAsync(1);
            await Expect(visitor.Page.Locator(".loading")).ToHaveCountAsync(0);

            Assert.Equal([], await visitor.BarriersAsync());
            Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than {width} pixels.");
            await visitor.ScreenshotAsync($"{scheme}-{width}-{path.Trim('/').Split('?')[0].Replace('/', '-')}".ToLowerInvariant(), isWhole: true);
        }

        Assert.Empty(visitor.Complaints);
    }

    private async Task<Visitor> SignedInAsync(string key, ViewportSize? size = null, ColorScheme scheme = ColorScheme.Light)
    {
        var visitor = await _site.VisitAsync(size, scheme);
        await visitor.SignInAsync(key);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Overview" })).ToBeVisibleAsync();
        return visitor;
    }
}
