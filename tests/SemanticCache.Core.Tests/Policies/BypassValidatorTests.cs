using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Tests.Policies;

public sealed class BypassValidatorTests
{
    [Fact]
    public void Validate_KnownRulesAndPatterns_HasNoMistakes()
    {
        var policy = new NamespacePolicy
        {
            BypassRules = BypassRuleNames.All,
            BypassPatterns = [.. Enumerable.Repeat("my * order", 63), new string('a', 200)],
        };

        Assert.Empty(BypassValidator.Validate(policy));
        Assert.Empty(BypassValidator.Validate(new NamespacePolicy { BypassRules = [] }));
    }

    [Fact]
    public void Validate_UnknownRule_IsNamedWithTheKnownOnes()
    {
        var mistake = Assert.Single(BypassValidator.Validate(new NamespacePolicy { BypassRules = ["personal", "private"] }));

        Assert.Equal("bypass_rules", mistake.Field);
        Assert.Contains("'private'", mistake.Description, StringComparison.Ordinal);
        Assert.Contains("time_sensitive", mistake.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("*")]
    [InlineData("* *")]
    [InlineData("order*")]
    [InlineData("my ?")]
    public void Validate_NotAPattern_IsNamed(string pattern) =>
        Assert.Equal("bypass_patterns", Assert.Single(BypassValidator.Validate(new NamespacePolicy { BypassPatterns = [pattern] })).Field);

    [Fact]
    public void Validate_PatternTooLongOrTooMany_IsAMistake()
    {
        Assert.Single(BypassValidator.Validate(new NamespacePolicy { BypassPatterns = [new string('a', 201)] }));
        Assert.Single(BypassValidator.Validate(new NamespacePolicy { BypassPatterns = [.. Enumerable.Repeat("a", 65)] }));
    }
}
