namespace SemanticCache.Core.Privacy;

/// <summary>A text on its way through the finders, with what they found.</summary>
internal sealed class PersonalDataScan
{
    // Far more than any question or answer holds; a text made of candidates must not keep the write-back busy.
    private const int MostChecks = 1_000;

    private readonly List<PersonalDataSpan> _found = [];
    private int _checks;

    /// <param name="text">The text.</param>
    /// <param name="region">The region that numbers without a country code are of, as two letters.</param>
    public PersonalDataScan(string text, string region)
    {
        Text = text;
        Region = region;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The region that numbers without a country code are of.</summary>
    public string Region { get; }

    /// <summary>What was found so far, in the order of finding.</summary>
    public IReadOnlyList<PersonalDataSpan> Found => _found;

    /// <summary>Whether the text was read to its end; where it was not, it must be taken for personal.</summary>
    public bool IsWhole => _checks <= MostChecks;

    /// <summary>Notes personal data.</summary>
    public void Add(PersonalDataSpan span) => _found.Add(span);

    /// <summary>Counts an expensive check; false when there were too many.</summary>
    public bool MayCheck() => ++_checks <= MostChecks;

    /// <summary>Tells whether one of the words stands shortly before a place.</summary>
    public bool IsNamedBy(ContextWords words, int start) => words.PrecedeIn(Text, start);
}
