using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Tests.Policies;

public sealed class PoliciesCommandTests
{
    private const string WithoutEditing = "true";

    private readonly ServiceFixture _service;
    private readonly string _space = $"policies-{Guid.NewGuid():N}";

    public PoliciesCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    [Fact]
    public async Task GetAndSet_Namespace_AreThoseOfNamespaces()
    {
        await _service.RunJsonAsync("namespaces", "create", _space);

        var set = await _service.RunJsonAsync("policies", "set", _space, "ttl=12h");
        var read = await _service.RunJsonAsync("policies", "get", _space);

        Assert.Equal("12h", set.Json.GetProperty("ttl").GetString());
        Assert.Equal((await _service.RunJsonAsync("namespaces", "get", _space)).Output, read.Output);
    }

    [Fact]
    public async Task Diff_NewNamespace_HasTheDefaultsOfThisProgram()
    {
        await _service.RunJsonAsync("namespaces", "create", _space);

        var differences = await _service.RunJsonAsync("policies", "diff", _space);
        var table = await _service.RunAsync("policies", "diff", _space);

        Assert.Equal("""{"differences":[]}""", differences.Output.Trim());
        Assert.Equal("There is no difference.", table.Output.Trim());
    }

    [Fact]
    public async Task Diff_ChangedNamespace_ShowsBothSides()
    {
        await _service.RunJsonAsync("namespaces", "create", _space, "ttl=12h", "minimum_confidence=0.97");
        await _service.RunJsonAsync("namespaces", "create", _space + "-other", "ttl=12h", "mode=off");

        var toDefaults = await _service.RunJsonAsync("policies", "diff", _space);
        var toOther = await _service.RunJsonAsync("policies", "diff", _space, _space + "-other");

        Assert.Equal("""{"differences":[{"key":"minimum_confidence","left":"0.97","right":null},{"key":"ttl","left":"12h","right":"1d"}]}""", toDefaults.Output.Trim());
        Assert.Equal("""{"differences":[{"key":"minimum_confidence","left":"0.97","right":null},{"key":"mode","left":"serve","right":"off"}]}""", toOther.Output.Trim());
        Assert.Equal(ExitCodes.Refused, (await _service.RunAsync("policies", "diff", "nowhere")).ExitCode);
    }

    [Fact]
    public async Task Edit_ChangedLines_AreSentAndNothingElse()
    {
        RequireShell();
        await _service.RunJsonAsync("namespaces", "create", _space, "minimum_confidence=0.97", "vary_by=plan");

        var edited = await EditAsync("sed -i -e 's/^ttl=.*/ttl=12h/' -e 's/^minimum_confidence=.*/minimum_confidence=/'");

        Assert.Equal(ExitCodes.Done, edited.ExitCode);
        Assert.Equal(
            """{"differences":[{"key":"ttl","left":"12h","right":"1d"},{"key":"vary_by","left":"plan","right":null}]}""",
            (await _service.RunJsonAsync("policies", "diff", _space)).Output.Trim());
    }

    [Fact]
    public async Task Edit_NothingChanged_SaysSo()
    {
        RequireShell();
        var created = await _service.RunJsonAsync("namespaces", "create", _space);

        var edited = await EditAsync(WithoutEditing);

        Assert.Equal((ExitCodes.Done, "Nothing was changed."), (edited.ExitCode, edited.Error.Trim()));
        Assert.Equal(created.Json.GetProperty("update_time").GetRawText(), edited.Json.GetProperty("update_time").GetRawText());
    }

    [Theory]
    [InlineData("s/^mode=.*/mode=maybe/", "mode: 'maybe' is not allowed; it takes serve or off")]
    [InlineData("s/^mode=/moody=/", "'moody' is not a setting")]
    [InlineData("s/^max_ttl=.*/max_ttl=1h/", "max_ttl")]
    [InlineData("s/^guards=.*/guards=no-such-guard/", "no-such-guard")]
    public async Task Edit_Mistake_IsNamedAndTheFileIsKept(string script, string expected)
    {
        RequireShell();
        await _service.RunJsonAsync("namespaces", "create", _space);

        var edited = await EditAsync($"sed -i -e '{script}'");

        Assert.Equal(ExitCodes.UsageMistake, edited.ExitCode);
        Assert.Contains(expected, edited.Error, StringComparison.Ordinal);
        var path = edited.Error.Trim().Split("Your text is in ")[1];
        Assert.Contains("ttl=1d", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        File.Delete(path);
        Assert.Equal("""{"differences":[]}""", (await _service.RunJsonAsync("policies", "diff", _space)).Output.Trim());
    }

    [Fact]
    public async Task Edit_ChangedBySomebodyElseMeanwhile_ChangesNothing()
    {
        RequireShell();
        await _service.RunJsonAsync("namespaces", "create", _space);

        var edited = await EditAsync(
            $"{ProgramFile.CommandLine} policies set {_space} ttl=6h --address {_service.Address} > /dev/null && sed -i -e 's/^mode=.*/mode=off/'");

        Assert.Equal(ExitCodes.UsageMistake, edited.ExitCode);
        Assert.Contains("Somebody else changed", edited.Error, StringComparison.Ordinal);
        File.Delete(edited.Error.Trim().Split("Your text is in ")[1]);
        Assert.Equal("serve", (await _service.RunJsonAsync("policies", "get", _space)).Json.GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Edit_EditorFailsOrIsMissing_SaysSo()
    {
        RequireShell();
        await _service.RunJsonAsync("namespaces", "create", _space);

        var failed = await EditAsync("false");
        var missing = await _service.RunAsync("policies", "edit", _space);

        Assert.Equal((ExitCodes.UsageMistake, ExitCodes.UsageMistake), (failed.ExitCode, missing.ExitCode));
        Assert.StartsWith("The editor 'false' ended with exit code 1.", failed.Error, StringComparison.Ordinal);
        Assert.Contains("Set EDITOR", missing.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> EditAsync(string editor) =>
        CommandLine.RunAsync(new Dictionary<string, string> { ["EDITOR"] = editor }, "policies", "edit", _space, "--output", "json", "--address", _service.Address);

    private static void RequireShell() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The editors of these tests are commands of a Linux shell.");
}
