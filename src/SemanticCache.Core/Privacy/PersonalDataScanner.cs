using System.Buffers;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy.NationalIds;

namespace SemanticCache.Core.Privacy;

/// <summary>Finds the personal data of a text.</summary>
internal static class PersonalDataScanner
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789@");

    // Of two finds in the same place the one that says more comes first.
    private static readonly IPersonalDataFinder[] Finders =
        [new EmailFinder(), new IbanFinder(), new CardFinder(), new NationalIdFinder(), new PhoneFinder()];

    /// <summary>Tells whether a text has any of the signs without which there is no personal data; most questions have none.</summary>
    public static bool MayHold(string text) => text.AsSpan().ContainsAny(Signs);

    /// <summary>Tells whether a text holds personal data, or cannot be read to its end.</summary>
    public static bool IsIn(string text, PersonalDataKinds kinds, string region)
    {
        var scan = Scan(text, kinds, region, stopsAtFirst: true);
        return scan.Found.Count > 0 || !scan.IsWhole;
    }

    /// <summary>Returns the personal data of a text in order, no two overlapping; null when it cannot be read to its end.</summary>
    public static IReadOnlyList<PersonalDataSpan>? Find(string text, PersonalDataKinds kinds, string region)
    {
        var scan = Scan(text, kinds, region, stopsAtFirst: false);
        return scan.IsWhole ? WithoutOverlaps(scan.Found) : null;
    }

    private static PersonalDataScan Scan(string text, PersonalDataKinds kinds, string region, bool stopsAtFirst)
    {
        var scan = new PersonalDataScan(text, region);
        if (!MayHold(text))
        {
            return scan;
        }

        foreach (var finder in Finders.Where(finder => kinds.HasFlag(finder.Kind)))
        {
            finder.Find(scan);
            if (stopsAtFirst && scan.Found.Count > 0)
            {
                break;
            }
        }

        return scan;
    }

    private static List<PersonalDataSpan> WithoutOverlaps(IReadOnlyList<PersonalDataSpan> found)
    {
        var kept = new List<PersonalDataSpan>(found.Count);
        foreach (var span in found.OrderBy(span => span.Start))
        {
            if (kept.Count == 0 || span.Start >= kept[^1].End)
            {
                kept.Add(span);
            }
            else if (span.End > kept[^1].End)
            {
                // Both go, as one: half a number is still a part of it.
                kept[^1] = kept[^1] with { Length = span.End - kept[^1].Start };
            }
        }

        return kept;
    }
}
