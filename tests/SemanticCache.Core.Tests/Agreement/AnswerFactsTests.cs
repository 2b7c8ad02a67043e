using SemanticCache.Core.Agreement;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Tests.Agreement;

public sealed class AnswerFactsTests
{
    [Theory]
    [InlineData("It takes 6 to 8 working days.", "6 workday, 8 workday")]
    [InlineData("It costs £3.50, or $1,250 a year.", "3.50 gbp, 1250 usd")]
    [InlineData("From 11:30 to 2.30 pm, or at noon.", "690 clock, 870 clock, 720 clock")]
    [InlineData("About twenty-four hours, or two hundred minutes.", "86400 time, 12000 time")]
    [InlineData("A thousand files of 2 TB.", "1000 , 2000000000 byte")]
    [InlineData("Photos of 2400 x 1800 pixels, 1st of May.", "2400 , 1800 pixel, 1 ")]
    public void Of_Numbers_ReadsThemInTheBaseUnit(string text, string expected) =>
        Assert.Equal(expected, string.Join(", ", Facts(text).Quantities.Select(quantity => FormattableString.Invariant($"{quantity.Value:0.####} {quantity.Unit}").Replace("3.5 ", "3.50 ", StringComparison.Ordinal))));

    [Fact]
    public void Of_Names_FindsCapitalsStepsQuotesAndCodes() =>
        Assert.Equal(
            ["dap", "bill", "seat", "lark", "prepar"],
            Facts("Under DAP, open billing > Seats on the Lark card while it says \"being prepared\".").Names);

    [Fact]
    public void Of_Links_FindsAddressesAndTelephones() =>
        Assert.Equal(
            ["https://a.example/b", "help@a.example", "town.example/calendar", "0555 410 10"],
            Facts("See https://a.example/b, help@a.example, town.example/calendar or call 0555 410 10.").Links);

    [Fact]
    public void Of_Negation_ReachesTheNearestContentOnly()
    {
        var facts = Facts("Payments cannot be reversed, but refunds arrive soon.");

        Assert.Equal(["reverse"], facts.Negated);
        Assert.Contains("refund", facts.Stated);
    }

    [Theory]
    [InlineData("No, that is impossible today.", "No")]
    [InlineData("I'm afraid not: that is closed.", "No")]
    [InlineData("Yes, every day of the week.", "Yes")]
    [InlineData("No later than Monday evening.", "None")]
    [InlineData("Every day of the week.", "None")]
    public void Of_Beginning_ReadsThePolarity(string text, string expected) =>
        Assert.Equal(expected, Facts(text).Polarity.ToString());

    [Theory]
    [InlineData("Hello! Take the lift. Have a nice day!", "take the lift")]
    [InlineData("Dear customer,\n\nTake the lift.\n\nKind regards", "take the lift")]
    [InlineData("Hi, take the lift.", "take the lift")]
    [InlineData("Take the lift. If you have any questions, call 4410.", "take the lift. if you have any questions, call 4410")]
    [InlineData("Hello!", "hello")]
    public void Of_Courtesies_AreDroppedUnlessTheyHoldAFact(string text, string expected) => Assert.Equal(expected, Facts(text).Text);

    private static AnswerFacts Facts(string text) => AnswerFacts.Of(new Answer { Text = text });
}
