using System.Collections.Frozen;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Privacy.NationalIds;

/// <summary>Finds the numbers by which some states know persons.</summary>
internal sealed class NationalIdFinder : IPersonalDataFinder
{
    private static readonly FrozenDictionary<string, ContextWords> Words = PrivacyTables.ReadOrThrow("national_ids.txt")
        .ToFrozenDictionary(line => line[0], line => new ContextWords(line.Skip(1)), StringComparer.Ordinal);

    /// <inheritdoc/>
    public PersonalDataKinds Kind => PersonalDataKinds.NationalId;

    /// <inheritdoc/>
    public void Find(PersonalDataScan scan)
    {
        foreach (var format in NationalIdFormats.All)
        {
            foreach (var match in format.Shape.EnumerateMatches(scan.Text))
            {
                var text = scan.Text.Substring(match.Index, match.Length);
                if ((!format.NeedsName(text) || scan.IsNamedBy(Words[format.Name], match.Index)) && format.IsValid(Compact(text)))
                {
                    scan.Add(new PersonalDataSpan(Kind, match.Index, match.Length));
                }
            }
        }
    }

    private static string Compact(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
