using Microsoft.Playwright;

namespace SemanticCache.Browser.Tests;

/// <summary>Debian's chromium, driven by Playwright; where there is none, tests skip and say how to get it.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>What to do where no browser is found.</summary>
    public const string Advice = "Chromium is needed: apt-get install chromium, or name one in CHROMIUM_PATH.";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; }

    /// <summary>Starts the browser; null where there is none.</summary>
    public static async Task<Chromium?> StartAsync()
    {
        var named = Environment.GetEnvironmentVariable("CHROMIUM_PATH");
        if ((string.IsNullOrEmpty(named) ? Places.FirstOrDefault(File.Exists) : named) is not { } path)
        {
            return null;
        }

        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments }));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
