using System.Collections.Concurrent;

namespace SemanticCache.Core.Access;

/// <summary>When keys were last used, as far as this instance knows and has not yet written down.</summary>
internal sealed class KeyUses
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _uses = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    public KeyUses(TimeProvider time)
    {
        _time = time;
    }

    /// <summary>Notes that a key is used now.</summary>
    public void Note(string id) => _uses[id] = _time.GetUtcNow();

    /// <summary>Returns when a key was last used here since the last write; null where it was not.</summary>
    public DateTimeOffset? Of(string id) => _uses.TryGetValue(id, out var at) ? at : null;

    /// <summary>Returns what is not written down yet.</summary>
    public KeyValuePair<string, DateTimeOffset>[] Pending() => [.. _uses];

    /// <summary>Forgets what is written down, unless the key was used again meanwhile.</summary>
    public void Written(IEnumerable<KeyValuePair<string, DateTimeOffset>> uses)
    {
        foreach (var use in uses)
        {
            _uses.TryRemove(use);
        }
    }
}
