using System.Text.RegularExpressions;

namespace SemanticCache.Core.Privacy.NationalIds;

/// <summary>The formats that are known.</summary>
/// <remarks>No shape has a repetition without a bound, so a text is matched in linear time; the time limit is a second fence.</remarks>
internal static partial class NationalIdFormats
{
    private const int LongestMatchMilliseconds = 1_000;

    /// <summary>All formats.</summary>
    public static IReadOnlyList<NationalIdFormat> All { get; } =
    [
        new("us_ssn", SocialSecurityNumber(), NationalIdRules.IsSocialSecurityNumber, IsBare),
        new("uk_nino", NationalInsuranceNumber(), NationalIdRules.IsNationalInsuranceNumber, _ => false),
        new("de_steuer_id", SteuerId(), NationalIdRules.IsSteuerId, _ => false),
        new("es_dni", Dni(), NationalIdRules.IsDni, _ => false),
        new("fr_nir", Nir(), NationalIdRules.IsNir, _ => false),
        new("it_codice_fiscale", CodiceFiscale(), NationalIdRules.IsCodiceFiscale, _ => false),
        new("nl_bsn", Bsn(), NationalIdRules.IsBsn, _ => true),
        new("br_cpf", Cpf(), NationalIdRules.IsCpf, IsBare),
    ];

    private static bool IsBare(string text) => text.All(char.IsAsciiDigit);

    [GeneratedRegex(@"(?<![\w-])[0-9]{3}([- ]?)[0-9]{2}\1[0-9]{4}(?![\w-])", RegexOptions.CultureInvariant, LongestMatchMilliseconds)]
    private static partial Regex SocialSecurityNumber();

    [GeneratedRegex(@"(?<!\w)[A-Za-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Da-d](?!\w)", RegexOptions.CultureInvariant, LongestMatchMilliseconds)]
    private static partial Regex NationalInsuranceNumber();

    [GeneratedRegex(@"(?<![\w.,+-])[1-9][0-9] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}(?![\w-])", RegexOptions.CultureInvariant, LongestMatchMilliseconds)]
    private static partial Regex SteuerId();

    [GeneratedRegex(@"(?<![\w-])(?:[0-9]{8}|[XYZxyz]-?[0-9]{7})[- ]?[A-Za-z](?!\w)", RegexOptions.CultureInvariant, LongestMatchMilliseconds)]
    private static partial Regex Dni();

    [GeneratedRegex(@"(?<![\w-])[1-4] ?[0-9]{2} ?[0-9]{2} ?(?:[0-9]{2}|2[ABab]) ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}(?![\w-])", RegexOptions.CultureInvariant, LongestMatchMilliseconds)]
    private static partial Regex Nir();

    [GeneratedRegex(@"(?<!\w)[A-Za-z]{6}[0-9]{2}[A-EHLMPRSTa-ehlmprst][0-9]{2}[A-Za-z][0-9]{3}[A-Za-z](?!\w)", RegexOptions.CultureInvariant, LongestMatchMilliseconds)]
    private static partial Regex CodiceFiscale();

    [GeneratedRegex(@"(?<![\w-])[0-9]{4}[ .]?[0-9]{2}[ .]?[0-9]{3}(?![\w-])", RegexOptions.CultureInvariant, LongestMatchMilliseconds)]
    private static partial Regex Bsn();

    [GeneratedRegex(@"(?<![\w-])[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}-?[0-9]{2}(?![\w-])", RegexOptions.CultureInvariant, LongestMatchMilliseconds)]
    private static partial Regex Cpf();
}
