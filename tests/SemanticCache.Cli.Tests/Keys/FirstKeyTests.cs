using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Tests.Keys;

/// <summary>On a service that was open, the first key closes it.</summary>
public sealed class FirstKeyTests
{
    [Fact]
    public async Task Create_FirstKeyOfAClient_WarnsThatNobodyManages()
    {
        await using var service = new ServiceFixture([]);
        await service.InitializeAsync();

        var first = await service.RunAsync("keys", "create", "shop", "--role", "client");
        var second = await service.RunAsync("keys", "create", "more", "--role", "admin");

        Assert.Equal((ExitCodes.Done, ExitCodes.Refused), (first.ExitCode, second.ExitCode));
        Assert.Contains("Access:AdminKey", first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_FirstKeyOfAnAdmin_WarnsOfNothing()
    {
        await using var service = new ServiceFixture([]);
        await service.InitializeAsync();
        Assert.Contains("There are no keys yet", (await service.RunAsync("keys", "list")).Output, StringComparison.Ordinal);

        var first = await service.RunAsync("keys", "create", "operations", "--role", "admin");

        Assert.DoesNotContain("Access:AdminKey", first.Error, StringComparison.Ordinal);
        var listed = await CommandLine.RunAsync("keys", "list", "--api-key", first.Output.Trim(), "--address", service.Address);
        Assert.Contains("operations", listed.Output, StringComparison.Ordinal);
    }
}
