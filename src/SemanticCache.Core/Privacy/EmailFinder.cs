using System.Buffers;
using System.Collections.Frozen;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping.Cacheability;

namespace SemanticCache.Core.Privacy;

/// <summary>Finds e-mail addresses; those of an office, such as <c>support@</c>, are no personal data.</summary>
internal sealed class EmailFinder : IPersonalDataFinder
{
    private const int FewestOfTopLevel = 2;
    private const string LocalSigns = "._%+-'!#$&*/=?^`{|}~";

    private static readonly SearchValues<char> Local = SearchValues.Create(LocalSigns);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Offices = WordList.Parse(EmbeddedTables.ReadOrThrow("role_addresses.txt"))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <inheritdoc/>
    public PersonalDataKinds Kind => PersonalDataKinds.Email;

    /// <inheritdoc/>
    public void Find(PersonalDataScan scan)
    {
        var text = scan.Text;
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var start = LocalStart(text, at);
            var end = DomainEnd(text, at + 1);
            if (start < at && end > 0 && !Offices.Contains(text.AsSpan(start, at - start)))
            {
                scan.Add(new PersonalDataSpan(Kind, start, end - start));
            }
        }
    }

    // What surrounds an address, such as a quotation mark, is no part of it.
    private static int LocalStart(string text, int at)
    {
        var start = at;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || Local.Contains(text[start - 1])))
        {
            start--;
        }

        while (start < at && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        return start;
    }

    private static int DomainEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-'))
        {
            end++;
        }

        while (end > start && text[end - 1] is '.' or '-')
        {
            end--;
        }

        var domain = text.AsSpan(start, end - start);
        var dot = domain.LastIndexOf('.');
        return dot > 0 && domain[0] is not ('.' or '-') && IsTopLevel(domain[(dot + 1)..]) ? end : 0;
    }

    private static bool IsTopLevel(ReadOnlySpan<char> label) =>
        label.Length >= FewestOfTopLevel && (char.IsLetter(label[0]) || label.StartsWith("xn-", StringComparison.OrdinalIgnoreCase));
}
