using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Tests.Privacy;

public sealed class NationalIdFinderTests
{
    [Theory]
    [InlineData("SSN 123-45-6789", "123-45-6789")]
    [InlineData("123 45 6789", "123 45 6789")]
    [InlineData("my ssn is 123456789", "123456789")]
    [InlineData("AB 12 34 56 C", "AB 12 34 56 C")]
    [InlineData("ab123456c", "ab123456c")]
    [InlineData("IdNr. 86 095 742 719", "86 095 742 719")]
    [InlineData("86095742719", "86095742719")]
    [InlineData("DNI 12345678Z", "12345678Z")]
    [InlineData("X-1234567-L", "X-1234567-L")]
    [InlineData("2 55 08 14 168 025 38", "2 55 08 14 168 025 38")]
    [InlineData("RSSMRA85T10A562S", "RSSMRA85T10A562S")]
    [InlineData("Mijn BSN is 111222333.", "111222333")]
    [InlineData("111.444.777-35", "111.444.777-35")]
    public void Find_Number_IsFound(string text, string expected) => Assert.Equal([expected], Scan.For(PersonalDataKinds.NationalId, text));

    [Theory]
    [InlineData("000-12-3456")]
    [InlineData("666-12-3456")]
    [InlineData("123-00-4567")]
    [InlineData("123-45-0000")]
    [InlineData("part 123-45-6789-01")]
    [InlineData("order 123456789")]
    [InlineData("GB 12 34 56 C")]
    [InlineData("AB 12 34 56 E")]
    [InlineData("86095742718")]
    [InlineData("12345678901")]
    [InlineData("12345678A")]
    [InlineData("2 55 08 14 168 025 39")]
    [InlineData("RSSMRA85T10A562T")]
    [InlineData("order 111222333")]
    [InlineData("BSN 111222334")]
    [InlineData("111.444.777-36")]
    [InlineData("order 11144477735")]
    public void Find_NoNumber_IsNotFound(string text) => Assert.Empty(Scan.For(PersonalDataKinds.NationalId, text));
}
