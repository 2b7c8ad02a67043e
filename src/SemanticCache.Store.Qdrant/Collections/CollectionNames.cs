using System.Globalization;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Qdrant.Collections;

/// <summary>The names of the collections of one cache.</summary>
internal sealed class CollectionNames
{
    private readonly string _prefix;

    public CollectionNames(string prefix)
    {
        _prefix = prefix;
        EntriesPrefix = $"{prefix}-entries-";
        Exact = EntriesPrefix + "exact";
    }

    /// <summary>What the names of the collections of wordings begin with.</summary>
    public string EntriesPrefix { get; }

    /// <summary>The collection of wordings without vectors.</summary>
    public string Exact { get; }

    /// <summary>The collection of merges that can be undone.</summary>
    public string Merges => $"{_prefix}-merges";

    /// <summary>The collection of merges that were undone.</summary>
    public string Undone => $"{_prefix}-undone";

    /// <summary>The collection of what is being asked for at present.</summary>
    public string Leases => $"{_prefix}-leases";

    /// <summary>The collection of labels.</summary>
    public string Labels => $"{_prefix}-labels";

    /// <summary>The collection of namespaces.</summary>
    public string Namespaces => $"{_prefix}-namespaces";

    /// <summary>The collection of records.</summary>
    public string Records => $"{_prefix}-records";

    /// <summary>Returns the collection of wordings of one embedding model and dimension; vectors of others are never compared with them.</summary>
    public string Wordings(string fingerprint, int dimension) => dimension == 0 ? Exact : $"{EntriesPrefix}{Safe(fingerprint)}-{dimension}";

    /// <summary>Returns the dimension that the name of a collection of wordings tells, 0 for none; null for any other collection.</summary>
    public int? DimensionOf(string name)
    {
        if (name == Exact)
        {
            return 0;
        }

        return name.StartsWith(EntriesPrefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(name.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var dimension)
                ? dimension
                : null;
    }

    /// <summary>Returns the collection of an entry's own wording.</summary>
    public string Of(CacheEntry entry) => Wordings(entry.EmbeddingFingerprint, entry.Vector.Length);

    /// <summary>Returns the collection of an alias.</summary>
    public string Of(EntryAlias alias) => Wordings(alias.EmbeddingFingerprint, alias.Vector.Length);

    // Qdrant keeps collections as folders.
    private static string Safe(string fingerprint) => string.Concat(fingerprint.Select(character =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '.' ? character.ToString() : $"_{(int)character:x}"));
}
