using System.Collections.Immutable;
using SemanticCache.Core.Decisions.Guards;

namespace SemanticCache.Core.Tests.Decisions.Guards;

public sealed class GuardRegistryTests
{
    private static readonly GuardRegistry Registry = new(
        [new WordGuard("x", "number"), new WordGuard("x", "date", isDefault: false), new WordGuard("x", "unit")]);

    [Theory]
    [InlineData(null, "number,unit")]
    [InlineData("", "")]
    [InlineData("date", "date")]
    [InlineData("unit,number", "number,unit")]
    [InlineData("all", "number,date,unit")]
    [InlineData("default,date", "number,date,unit")]
    [InlineData("of-a-later-version", "number,unit")]
    public void Choose_Names_ChoosesInTheOrderOfRunning(string? names, string expected)
    {
        ImmutableArray<string>? chosen = names is null ? null : [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries)];

        Assert.Equal(expected, string.Join(',', Registry.Choose(chosen).Select(guard => guard.Name)));
    }

    [Fact]
    public void CreateAll_Names_AreDistinctAndNoneIsReserved()
    {
        var names = GuardRegistry.CreateAll().Select(guard => guard.Name).ToArray();

        Assert.Equal(names.Distinct(), names);
        Assert.DoesNotContain(names, name => name is GuardRegistry.All or GuardRegistry.Default or "none");
    }
}
