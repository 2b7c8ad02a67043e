using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Tests.Privacy;

public sealed class CardFinderTests
{
    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("4111-1111-1111-1111")]
    [InlineData("3782 822463 10005")]
    [InlineData("5555 5555 5555 4444")]
    [InlineData("2223 0031 2200 3222")]
    [InlineData("6011 1111 1111 1117")]
    [InlineData("3056 930902 5904")]
    [InlineData("4222222222222")]
    public void Find_Card_IsFound(string number)
    {
        Assert.Equal([number], Scan.For(PersonalDataKinds.Card, $"My card is {number}, valid to 12/27."));
        Assert.Equal([number], Scan.For(PersonalDataKinds.Card, $"{number} 12/27"));
    }

    [Theory]
    [InlineData("4111111111111112")]
    [InlineData("1234567812345670")]
    [InlineData("tracking A4111111111111111")]
    [InlineData("0.4111111111111111")]
    [InlineData("41 11 11 11 11 11 11 11")]
    [InlineData("2019 2020 2021 2022")]
    [InlineData("41111111111111111111")]
    public void Find_NoCard_IsNotFound(string text) => Assert.Empty(Scan.For(PersonalDataKinds.Card, text));
}
