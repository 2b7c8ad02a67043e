using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;

namespace SemanticCache.Core.Tests.Privacy;

public sealed class PersonalDataRedactorTests
{
    [Fact]
    public void Redact_EveryKind_LeavesItsName() => Assert.Equal(
        "Mail [email], call [phone], pay with [card] or to [iban]; SSN [national_id].",
        PersonalDataRedactor.Redact(
            "Mail jane@example.com, call +1 202-555-0143, pay with 4111 1111 1111 1111 or to DE89 3704 0044 0532 0130 00; SSN 123-45-6789.",
            PersonalDataKinds.All,
            "US"));

    [Fact]
    public void Redact_SomeKinds_LeavesTheOthers() => Assert.Equal(
        "jane@example.com, [phone]", PersonalDataRedactor.Redact("jane@example.com, +1 202-555-0143", PersonalDataKinds.Phone, "US"));

    [Fact]
    public void Redact_NothingToFind_ReturnsTheTextItself()
    {
        const string Text = "Press Ctrl+S at 10:30 on 2024-01-15; order 12345 costs $1,200.";

        Assert.Same(Text, PersonalDataRedactor.Redact(Text, PersonalDataKinds.All, "US"));
    }
}
