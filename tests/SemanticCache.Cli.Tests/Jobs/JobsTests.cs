using SemanticCache.Cli.Serving;

namespace SemanticCache.Cli.Tests.Jobs;

/// <summary>Work in the background, begun and watched from the command line.</summary>
public sealed class JobsTests : IDisposable
{
    private const string Space = "jobs";

    private readonly ServiceFixture _service;
    private readonly TemporaryFolder _folder = new();

    public JobsTests(ServiceFixture service)
    {
        _service = service;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Jobs_AskRefreshListAndCancel_SayTheSame()
    {
        var file = Path.Combine(_folder.Path, "questions.txt");
        await File.WriteAllTextAsync(file, "How long does it take?\n\n  What does shipping cost?  \n", Token);
        await _service.RunJsonAsync("namespaces", "create", Space);

        var asking = (await _service.RunJsonAsync("jobs", "ask", file, "-n", Space, "--rate", "600")).Json;
        var refreshing = (await _service.RunJsonAsync("jobs", "refresh", "-n", Space, "--hits", "5", "--lead", "2h", "--window", "01:00-05:00")).Json;
        var listed = (await _service.RunJsonAsync("jobs", "list", "-n", Space)).Json.GetProperty("items").EnumerateArray().ToList();
        var cancelled = (await _service.RunJsonAsync("jobs", "cancel", refreshing.GetProperty("id").GetString()!, "-n", Space)).Json;
        var table = await _service.RunAsync("jobs", "list", "-n", Space);

        Assert.Equal(("ask", 2, 600), (asking.GetProperty("kind").GetString(), asking.GetProperty("total").GetInt32(), asking.GetProperty("rate").GetInt32()));
        Assert.Equal(("refresh", "01:00-05:00", 30), (refreshing.GetProperty("kind").GetString(), refreshing.GetProperty("window").GetString(), refreshing.GetProperty("rate").GetInt32()));
        Assert.Equal(
            new[] { refreshing, asking }.Select(job => job.GetProperty("id").GetString()),
            listed.Select(job => job.GetProperty("id").GetString()));
        Assert.Equal("cancelled", cancelled.GetProperty("state").GetString());
        Assert.Contains("01:00-05:00 UTC", table.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--window: '01:00' is no part of a day", "--window", "01:00")]
    [InlineData("is not a time such as", "--lead", "soon")]
    public async Task Refresh_WrongOption_SaysSo(string mistake, params string[] options)
    {
        var result = await _service.RunAsync(["jobs", "refresh", "-n", Space, .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(mistake, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_FileWithoutQuestions_SaysSo()
    {
        var file = Path.Combine(_folder.Path, "empty.txt");
        await File.WriteAllTextAsync(file, "\n", Token);

        Assert.Equal((2, $"'{file}' holds no question."), await EndAsync(file));
        Assert.Equal((2, $"'{file}.none' is not there."), await EndAsync(file + ".none"));
    }

    private async Task<(int ExitCode, string Error)> EndAsync(string file)
    {
        var result = await _service.RunAsync("jobs", "ask", file, "-n", Space);
        return (result.ExitCode, result.Error.Trim());
    }
}
