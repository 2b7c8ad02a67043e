using System.Globalization;

namespace SemanticCache.Core.Privacy.NationalIds;

/// <summary>What states say of the numbers that they give; every number comes in capitals and without separators.</summary>
internal static class NationalIdRules
{
    private const string DniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    // The value of 0 to 9, or of A to Z, in an odd place of a codice fiscale.
    private static readonly int[] OddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
    private static readonly int[] OddLetters = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    /// <summary>United States: no part is zero, and the first is none that was never given; taxpayers without one have 9 and certain groups.</summary>
    public static bool IsSocialSecurityNumber(string number)
    {
        var (area, group) = (Number(number[..3]), Number(number[3..5]));
        var isTaxpayer = area >= 900 && group is (>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92) or (>= 94 and <= 99);
        return (isTaxpayer || (area is > 0 and < 900 and not 666 && group > 0)) && number[5..] != "0000";
    }

    /// <summary>United Kingdom: certain letters and pairs of letters are not used.</summary>
    public static bool IsNationalInsuranceNumber(string number) =>
        number[0] is not ('D' or 'F' or 'I' or 'Q' or 'U' or 'V')
        && number[1] is not ('D' or 'F' or 'I' or 'O' or 'Q' or 'U' or 'V')
        && number[..2] is not ("BG" or "GB" or "KN" or "NK" or "NT" or "TN" or "ZZ");

    /// <summary>Germany: of the first ten digits one comes two or three times, every other once or not at all; ISO 7064.</summary>
    public static bool IsSteuerId(string number)
    {
        var counts = number[..^1].GroupBy(digit => digit).Select(same => same.Count()).ToList();
        return counts.Count(count => count > 1) == 1 && counts.Max() <= 3 && CheckDigits.IsModulo11And10(number);
    }

    /// <summary>Spain: the letter follows from the number; for foreigners X, Y and Z stand for 0, 1 and 2.</summary>
    public static bool IsDni(string number)
    {
        var digits = number[0] is 'X' or 'Y' or 'Z' ? (char)(number[0] - 'X' + '0') + number[1..^1] : number[..^1];
        return DniLetters[Number(digits) % DniLetters.Length] == number[^1];
    }

    /// <summary>France: sex, year, month, place, order, and 97 minus their rest; Corsica's places have a letter.</summary>
    public static bool IsNir(string number)
    {
        var month = Number(number[3..5]);
        var digits = number[..13].Replace("2A", "19", StringComparison.Ordinal).Replace("2B", "18", StringComparison.Ordinal);
        return month is (>= 1 and <= 12) or >= 20
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && 97 - (int)(value % 97) == Number(number[13..]);
    }

    /// <summary>Italy: the last letter follows from the others, whose value depends on whether their place is odd.</summary>
    public static bool IsCodiceFiscale(string number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length - 1; i++)
        {
            var (isDigit, isOdd) = (char.IsAsciiDigit(number[i]), i % 2 == 0);
            var value = number[i] - (isDigit ? '0' : 'A');
            sum += isOdd ? (isDigit ? OddDigits : OddLetters)[value] : value;
        }

        return number[^1] - 'A' == sum % 26;
    }

    /// <summary>Netherlands: the weighted sum is a multiple of eleven.</summary>
    public static bool IsBsn(string number) => number != "000000000" && CheckDigits.Weighted(number, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0;

    /// <summary>Brazil: two check digits, and not all digits the same.</summary>
    public static bool IsCpf(string number) =>
        number.Distinct().Count() > 1
        && CheckDigits.Weighted(number, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10 == number[9] - '0'
        && CheckDigits.Weighted(number, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10 == number[10] - '0';

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
