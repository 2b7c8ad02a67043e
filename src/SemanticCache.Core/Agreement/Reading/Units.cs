using System.Collections.Frozen;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>The units that numbers are compared in.</summary>
internal static class Units
{
    private static readonly FrozenDictionary<string, (string Kind, decimal Factor)> Known = new Dictionary<string, (string, decimal)>
    {
        ["second"] = ("time", 1),
        ["sec"] = ("time", 1),
        ["minute"] = ("time", 60),
        ["min"] = ("time", 60),
        ["hour"] = ("time", 3600),
        ["day"] = ("time", 86400),
        ["week"] = ("time", 604800),
        ["fortnight"] = ("time", 1209600),
        ["month"] = ("month", 1),
        ["quarter"] = ("month", 3),
        ["year"] = ("month", 12),
        ["workday"] = ("workday", 1),
        ["%"] = ("percent", 1),
        ["percent"] = ("percent", 1),
        ["€"] = ("eur", 1),
        ["euro"] = ("eur", 1),
        ["eur"] = ("eur", 1),
        ["£"] = ("gbp", 1),
        ["pound"] = ("gbp", 1),
        ["gbp"] = ("gbp", 1),
        ["$"] = ("usd", 1),
        ["dollar"] = ("usd", 1),
        ["usd"] = ("usd", 1),
        ["¥"] = ("jpy", 1),
        ["yen"] = ("jpy", 1),
        ["cent"] = ("cent", 1),
        ["pence"] = ("pence", 1),
        ["kb"] = ("byte", 1),
        ["mb"] = ("byte", 1000),
        ["megabyte"] = ("byte", 1000),
        ["gb"] = ("byte", 1000000),
        ["gigabyte"] = ("byte", 1000000),
        ["tb"] = ("byte", 1000000000),
        ["terabyte"] = ("byte", 1000000000),
        ["g"] = ("weight", 1),
        ["gram"] = ("weight", 1),
        ["kg"] = ("weight", 1000),
        ["kilo"] = ("weight", 1000),
        ["tonne"] = ("weight", 1000000),
        ["mm"] = ("length", 1),
        ["cm"] = ("length", 10),
        ["m"] = ("length", 1000),
        ["metre"] = ("length", 1000),
        ["meters"] = ("length", 1000),
        ["km"] = ("length", 1000000),
        ["litre"] = ("litre", 1),
        ["liters"] = ("litre", 1),
        ["degree"] = ("degree", 1),
        ["°"] = ("degree", 1),
        ["dpi"] = ("dpi", 1),
        ["pixel"] = ("pixel", 1),
        ["megapixel"] = ("megapixel", 1),
    }.ToFrozenDictionary(unit => Stems.Of(unit.Key), unit => unit.Value, StringComparer.Ordinal);

    private static readonly FrozenSet<string> Times = new[] { "time", "month", "workday", "" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Returns the kind and the factor of the unit of this stem, or none.</summary>
    public static (string Kind, decimal Factor)? Find(string stem) => Known.TryGetValue(stem, out var unit) ? unit : null;

    /// <summary>Whether a single one of the kind may as well go unsaid.</summary>
    public static bool MayGoUnsaid(string kind) => Times.Contains(kind);
}
