using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Tests.Privacy;

public sealed class EmailFinderTests
{
    [Theory]
    [InlineData("Write to jane.doe@example.com, please.", "jane.doe@example.com")]
    [InlineData("<jane+news@mail.example.co.uk>.", "jane+news@mail.example.co.uk")]
    [InlineData("\"o'neill@example.org\"", "o'neill@example.org")]
    [InlineData("jürgen@müller.de", "jürgen@müller.de")]
    [InlineData("mailto:j_d%x@EXAMPLE.COM?subject=hi", "j_d%x@EXAMPLE.COM")]
    public void Find_AddressOfAPerson_IsFound(string text, string expected) => Assert.Equal([expected], Scan.For(PersonalDataKinds.Email, text));

    [Theory]
    [InlineData("Write to support@example.com or no-reply@example.com.")]
    [InlineData("npm install @angular/core@17.2.0")]
    [InlineData("ping @jane on chat")]
    [InlineData("jane@localhost")]
    [InlineData("a @ b.com")]
    [InlineData("3 @ 4.50 each")]
    public void Find_NoAddressOfAPerson_IsNotFound(string text) => Assert.Empty(Scan.For(PersonalDataKinds.Email, text));

    [Fact]
    public void Find_TwoAddresses_AreBothFound() =>
        Assert.Equal(["a@example.com", "b@example.com"], Scan.For(PersonalDataKinds.Email, "a@example.com;b@example.com"));
}
