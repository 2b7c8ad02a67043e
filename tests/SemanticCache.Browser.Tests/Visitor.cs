using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SemanticCache.Browser.Tests;

/// <summary>Somebody with a browser; what the page complains about, and what it asks of others, is remembered.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    internal Visitor(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Note(message.Type is "error" && !IsExpected(message.Text), message.Text);
        page.PageError += (_, error) => Note(true, error);
        page.Request += (_, request) => Note(!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal), "asked of another: " + request.Url);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What went wrong in the browser: errors, refusals of the Content-Security-Policy, requests to others.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Signs in with a key.</summary>
    public async Task SignInAsync(string key)
    {
        await Page.GotoAsync("/");
        await Page.GetByLabel("API key").FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Opens a page and waits until it answers to clicks.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.WaitForFunctionAsync("() => window.Blazor !== undefined");
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Saves what is to be seen, for people.</summary>
    public Task ScreenshotAsync(string name, bool isWhole = false) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Site.Screenshots, name + ".png"), FullPage = isWhole });

    /// <summary>Returns what makes the page hard to use for people who cannot see or point, by the rules of axe.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        var found = await Page.RunAxe();
        return [.. found.Violations.Select(each => $"{each.Id}: {each.Help}: {string.Join(", ", each.Nodes.Select(node => node.Target.ToString()))}")];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();

    // A refusal that a test asks for is an error to the browser.
    private static bool IsExpected(string text) => text.Contains("401", StringComparison.Ordinal) || text.Contains("403", StringComparison.Ordinal);

    private void Note(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            _complaints.Add(text);
        }
    }
}
