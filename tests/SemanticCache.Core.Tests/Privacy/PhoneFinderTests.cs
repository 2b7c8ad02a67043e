using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;

namespace SemanticCache.Core.Tests.Privacy;

public sealed class PhoneFinderTests
{
    [Theory]
    [InlineData("Call +1 202-555-0143 now", "+1 202-555-0143", "US")]
    [InlineData("+1 555 123 4567", "+1 555 123 4567", "US")]
    [InlineData("(+44) 20 7946 0958", "(+44) 20 7946 0958", "US")]
    [InlineData("reach me at (415) 555-2671.", "(415) 555-2671", "US")]
    [InlineData("415-555-2671 x12", "415-555-2671", "US")]
    [InlineData("415.555.2671", "415.555.2671", "US")]
    [InlineData("1-415-555-2671", "1-415-555-2671", "US")]
    [InlineData("my phone number is 4155552671", "4155552671", "US")]
    [InlineData("+4930901820", "+4930901820", "US")]
    [InlineData("030 901820", "030 901820", "DE")]
    [InlineData("0171/1234567", "0171/1234567", "DE")]
    [InlineData("0049 30 901820", "0049 30 901820", "DE")]
    [InlineData("06 12 34 56 78", "06 12 34 56 78", "FR")]
    [InlineData("612 345 678", "612 345 678", "ES")]
    [InlineData("電話は03-1234-5678です", "03-1234-5678", "JP")]
    public void Find_Number_IsFound(string text, string expected, string region) => Assert.Equal([expected], Scan.For(PersonalDataKinds.Phone, text, region));

    [Theory]
    [InlineData("order 4155552671")]
    [InlineData("order 2023-415-555-2671")]
    [InlineData("on 2024-01-15 10:30, or 01/15/2024")]
    [InlineData("from 1990 to 2024, 12 months")]
    [InlineData("it costs $234 567 8900, or 1,234,567.89")]
    [InlineData("2 345 678 900 people")]
    [InlineData("192.168.100.2000 and 10.0.0.1")]
    [InlineData("ISBN 978-3-16-148410-0")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("1-800-555-0199 is free of charge")]
    [InlineData("+49 800 3301000 is free of charge")]
    [InlineData("call 911 within 24 hours")]
    [InlineData("555-123-4567 is no area of any state")]
    [InlineData("+15 % more than 2,000,000")]
    public void Find_NoNumberOfAPerson_IsNotFound(string text) => Assert.Empty(Scan.For(PersonalDataKinds.Phone, text));

    [Theory]
    [InlineData("de-DE", "DE")]
    [InlineData("en", "US")]
    [InlineData("", "US")]
    [InlineData("zh-Hant-TW", "TW")]
    [InlineData("en-001", "US")]
    [InlineData("de_at", "AT")]
    public void Of_Locale_NamesTheRegion(string locale, string expected) => Assert.Equal(expected, PhoneRegions.Of(locale));

    [Fact]
    public void Find_TextMadeOfCandidates_IsNotReadToItsEndAndTakenForPersonal()
    {
        var text = string.Concat(Enumerable.Repeat("+999 999 9999 ", 5_000));

        Assert.Null(PersonalDataScanner.Find(text, PersonalDataKinds.Phone, "US"));
        Assert.True(PersonalDataScanner.IsIn(text, PersonalDataKinds.Phone, "US"));
    }
}
