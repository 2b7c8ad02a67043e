using System.Globalization;
using FsCheck.Xunit;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;

namespace SemanticCache.Core.Tests.Privacy;

public sealed class PersonalDataPropertyTests
{
    private static readonly (string Prefix, int Length)[] Issuers = [("4", 16), ("51", 16), ("2221", 16), ("34", 15), ("6011", 16), ("3528", 16), ("62", 17), ("36", 14)];
    private static readonly (string Country, int Length)[] Countries = [("DE", 22), ("GB", 22), ("FR", 27), ("NO", 15), ("MT", 31), ("RU", 33), ("NL", 18)];

    private static readonly string[] Pieces =
    [
        "jane@example.com", "@", "a", ".", " ", "+", "-", "(", ")", "4111 1111 1111 1111", "+49 30 901820", "030", "415-555-2671", "DE89 3704 0044 0532 0130 00", "DE",
        "123-45-6789", "call ", "ssn ", "1", "0", "202", "555", "0143", "[", "]", "x", "é", "12345678Z", "86095742719", "\n", "/", ",", "$",
    ];

    [Property(MaxTest = 500)]
    public void Find_GeneratedCard_IsFoundAndWithAnotherDigitIsNot(int seed)
    {
        var random = new Random(seed);
        var card = Card(random);

        Assert.Equal([card], Scan.For(PersonalDataKinds.Card, $"card {card}."));
        Assert.Empty(Scan.For(PersonalDataKinds.Card, $"card {WithAnotherDigit(card, random, from: 0)}."));
    }

    [Property(MaxTest = 500)]
    public void Find_GeneratedIban_IsFoundAndWithAnotherDigitIsNot(int seed)
    {
        var random = new Random(seed);
        var iban = Iban(random);
        var grouped = string.Join(' ', iban.Chunk(4).Select(group => new string(group)));

        Assert.Equal([iban], Scan.For(PersonalDataKinds.Iban, iban));
        Assert.Equal([grouped], Scan.For(PersonalDataKinds.Iban, $"to {grouped}!"));
        Assert.Empty(Scan.For(PersonalDataKinds.Iban, WithAnotherDigit(iban, random, from: 4)));
    }

    [Property(MaxTest = 3000)]
    public void Redact_AnyText_LeavesNothingToFindOrRefuses(int seed)
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)]));

        var redacted = PersonalDataRedactor.Redact(text, PersonalDataKinds.All, "US");

        Assert.True(redacted is null || !PersonalDataScanner.IsIn(redacted, PersonalDataKinds.All, "US"), text);
        Assert.Equal(PersonalDataScanner.IsIn(text, PersonalDataKinds.All, "US"), redacted != text);
    }

    [Property(MaxTest = 1000)]
    public void Find_AnyText_LiesWithinItInOrder(string? text)
    {
        var end = 0;
        foreach (var span in PersonalDataScanner.Find(text ?? "", PersonalDataKinds.All, "US")!)
        {
            Assert.True(span.Length > 0 && span.Start >= end && span.End <= text!.Length);
            end = span.End;
        }
    }

    private static string Card(Random random)
    {
        var (prefix, length) = Issuers[random.Next(Issuers.Length)];
        var digits = prefix + Digits(random, length - prefix.Length - 1);
        return digits + Enumerable.Range(0, 10).Single(check => CheckDigits.IsLuhn(digits + check));
    }

    private static string Iban(Random random)
    {
        var (country, length) = Countries[random.Next(Countries.Length)];
        var account = Digits(random, length - 4);
        var value = account.Aggregate(0, (rest, digit) => ((rest * 10) + digit - '0') % 97);
        foreach (var letter in country)
        {
            value = ((value * 100) + letter - 'A' + 10) % 97;
        }

        var check = 98 - (value * 100 % 97);
        return country + check.ToString("00", CultureInfo.InvariantCulture) + account;
    }

    private static string WithAnotherDigit(string number, Random random, int from)
    {
        var digits = number.ToCharArray();
        var at = random.Next(from, digits.Length);
        digits[at] = (char)('0' + ((digits[at] - '0' + random.Next(1, 10)) % 10));
        return new string(digits);
    }

    private static string Digits(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10)));
}
