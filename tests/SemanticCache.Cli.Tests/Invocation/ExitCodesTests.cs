using System.Globalization;
using System.Reflection;
using SemanticCache.Cli.Invocation;
using SemanticCache.TestUtils;

namespace SemanticCache.Cli.Tests.Invocation;

public sealed class ExitCodesTests
{
    private readonly ServiceFixture _service;

    public ExitCodesTests(ServiceFixture service)
    {
        _service = service;
    }

    [Fact]
    public async Task Documentation_OfTheCommandLine_NamesEveryCodeAndNoOther()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docs", "cli.md"), TestContext.Current.CancellationToken);
        var documented = text[text.IndexOf("## Exit codes", StringComparison.Ordinal)..].Split('\n')
            .Where(line => line.Length > 2 && char.IsAsciiDigit(line[2]))
            .Select(line => int.Parse(line.Split('|')[1], CultureInfo.InvariantCulture));

        var codes = typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!);

        Assert.Equal(codes.Order(), documented.Order());
    }

    [Fact]
    public async Task Run_Stopped_EndsWith130AndNoStackTrace()
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, _ => null, TimeProvider.System, isInteractive: false);

        var code = await SemcacheCommand.RunAsync(["namespaces", "list", "--address", _service.Address], terminal, new CancellationToken(canceled: true));

        Assert.Equal((ExitCodes.Interrupted, "Stopped."), (code, error.ToString().Trim()));
    }

    [Theory]
    [InlineData("lookup", "Never asked?", "-n", "exit-codes")]
    [InlineData("entries", "list", "-n", "exit-codes")]
    public async Task Run_NothingFound_EndsWithZero(params string[] args)
    {
        await _service.RunAsync("namespaces", "create", "exit-codes");

        Assert.Equal(ExitCodes.Done, (await _service.RunAsync(args)).ExitCode);
    }

    [Theory]
    [InlineData("namespaces", "get", "nowhere")]
    [InlineData("entries", "get", "7c696d2d-7953-8111-9c1d-f9de40466430")]
    [InlineData("policies", "edit", "nowhere")]
    public async Task Run_RefusedByTheService_EndsWithOneAndOneLine(params string[] args)
    {
        var result = await _service.RunAsync(args);

        Assert.Equal(ExitCodes.Refused, result.ExitCode);
        Assert.Single(result.Error.Trim().Split('\n'));
    }
}
