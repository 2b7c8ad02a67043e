namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>Numbers the words of the tables from 1; case does not matter, and every other word is 0.</summary>
internal sealed class Vocabulary
{
    private const int LongestWord = 32;

    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly HashSet<int> _openers = [];

    public Vocabulary()
    {
        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Returns a word's number, given now if it has none.</summary>
    public int Add(string word)
    {
        _ids.TryAdd(word, _ids.Count + 1);
        return _ids[word];
    }

    /// <summary>Adds a word after which a clause still begins, such as a greeting.</summary>
    public void AddOpener(string word) => _openers.Add(Add(word));

    /// <summary>Returns a word's number, or 0.</summary>
    public int Find(ReadOnlySpan<char> word) => word.Length <= LongestWord && _lookup.TryGetValue(word, out var id) ? id : 0;

    /// <summary>Tells whether a clause still begins after this word.</summary>
    public bool IsOpener(int id) => _openers.Contains(id);
}
