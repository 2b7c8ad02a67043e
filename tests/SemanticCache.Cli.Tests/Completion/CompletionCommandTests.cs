using System.Diagnostics;

namespace SemanticCache.Cli.Tests.Completion;

public sealed class CompletionCommandTests
{
    private const string Shell = "/bin/bash";

    private readonly ServiceFixture _service;

    public CompletionCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    [Theory]
    [InlineData("semcache na", "namespaces")]
    [InlineData("semcache keys ro", "rotate")]
    [InlineData("semcache keys create x --role v", "viewer")]
    [InlineData("semcache entries list --li", "--limit")]
    [InlineData("semcache report --tar", "--target-precision")]
    [InlineData("semcache decisions list --outcome sem", "semantic_hit")]
    [InlineData("semcache decisions judge x go", "good")]
    public async Task Bash_PartOfAWord_IsCompleted(string typed, string expected)
    {
        Assert.SkipUnless(File.Exists(Shell), "There is no bash here.");

        Assert.Equal(expected, await CompleteAsync(typed, _service.Address));
    }

    [Theory]
    [InlineData("semcache lookup x -n completed-")]
    [InlineData("semcache decisions list -n completed-")]
    [InlineData("semcache policies diff completed-")]
    [InlineData("semcache policies diff default completed-")]
    public async Task Bash_PartOfANamespace_IsCompletedByTheService(string typed)
    {
        Assert.SkipUnless(File.Exists(Shell), "There is no bash here.");
        var space = $"completed-{Guid.NewGuid():N}";
        await _service.RunJsonAsync("namespaces", "create", space);

        Assert.Equal(space, await CompleteAsync(typed + space["completed-".Length..^1], _service.Address));
    }

    [Fact]
    public async Task Bash_ServiceIsAway_SuggestsNothingAndSaysNothing()
    {
        Assert.SkipUnless(File.Exists(Shell), "There is no bash here.");

        Assert.Equal("", await CompleteAsync("semcache lookup x -n completed-", "http://127.0.0.1:1"));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _semcache semcache")]
    [InlineData("zsh", "compdef _semcache semcache")]
    [InlineData("fish", "complete -c semcache")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_EachShell_PrintsItsScript(string shell, string expected)
    {
        var result = await CommandLine.RunAsync("completion", shell);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    // As bash does when somebody types this and presses Tab.
    private static async Task<string> CompleteAsync(string typed, string address)
    {
        var script = (await CommandLine.RunAsync("completion", "bash")).Output;
        var asked = $$"""
            semcache() { {{ProgramFile.CommandLine}} "$@"; }
            {{script}}
            COMP_LINE='{{typed}}'; COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "$COMP_LINE"; COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _semcache
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        using var bash = Process.Start(new ProcessStartInfo(Shell, ["-c", asked])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SEMCACHE_ADDRESS"] = address },
        })!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Trim();
    }
}
