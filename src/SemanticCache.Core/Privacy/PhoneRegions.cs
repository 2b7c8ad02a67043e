using System.Globalization;
using PhoneNumbers;

namespace SemanticCache.Core.Privacy;

/// <summary>The regions whose telephone numbers are known.</summary>
internal static class PhoneRegions
{
    /// <summary>The region of requests that do not say theirs.</summary>
    public const string Default = "US";

    private const int NorthAmerica = 1;

    private static readonly Lazy<HashSet<string>> Known = new(() => [.. PhoneNumberUtil.GetInstance().GetSupportedRegions()]);

    /// <summary>Returns the region that a locale, a BCP 47 tag, names: <c>DE</c> of <c>de-DE</c>; else the default.</summary>
    public static string Of(string locale)
    {
        foreach (var part in locale.Split('-', '_').Skip(1))
        {
            var region = part.ToUpper(CultureInfo.InvariantCulture);
            if (region.Length == 2 && Known.Value.Contains(region))
            {
                return region;
            }
        }

        return Default;
    }

    /// <summary>Tells whether a region shares the country code 1.</summary>
    public static bool IsNorthAmerican(string region) => region == Default || PhoneNumberUtil.GetInstance().GetCountryCodeForRegion(region) == NorthAmerica;
}
