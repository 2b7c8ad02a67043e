using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Tests.Privacy;

public sealed class IbanFinderTests
{
    [Theory]
    [InlineData("DE89370400440532013000")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("gb29 nwbk 6016 1331 9268 19")]
    [InlineData("FR14 2004 1010 0505 0001 3M02 606")]
    [InlineData("NO93 8601 1117 947")]
    [InlineData("MT84 MALT 0110 0001 2345 MTLC AST0 01S")]
    public void Find_Iban_IsFound(string number) => Assert.Equal([number], Scan.For(PersonalDataKinds.Iban, $"Pay to {number} by May."));

    [Theory]
    [InlineData("DE89370400440532013001")]
    [InlineData("DE8937040044053201300")]
    [InlineData("DE893704004405320130001")]
    [InlineData("XX89370400440532013000")]
    [InlineData("XDE89370400440532013000")]
    [InlineData("DE89  3704 0044 0532 0130 00")]
    [InlineData("DE89")]
    public void Find_NoIban_IsNotFound(string text) => Assert.Empty(Scan.For(PersonalDataKinds.Iban, text));
}
