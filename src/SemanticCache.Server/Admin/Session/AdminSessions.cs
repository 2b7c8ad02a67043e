using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace SemanticCache.Server.Admin.Session;

/// <summary>Who has signed in to the admin page of this instance; kept in memory, so a restart signs everybody out.</summary>
internal sealed class AdminSessions
{
    /// <summary>How long a session lives after a page was last asked for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(8);

    private const int Most = 1000;
    private const int RandomBytes = 32;

    private readonly TimeProvider _time;
    private ImmutableDictionary<string, AdminSession> _sessions = ImmutableDictionary.Create<string, AdminSession>(StringComparer.Ordinal);

    public AdminSessions(TimeProvider time)
    {
        _time = time;
    }

    /// <summary>Begins a session and returns its identifier, which nobody can guess. At the limit the one that was used longest ago ends.</summary>
    public string Start(string keyId)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        var now = _time.GetUtcNow();
        ImmutableInterlocked.Update(ref _sessions, sessions => WithRoom(sessions, now).SetItem(id, new AdminSession(keyId, now)));
        return id;
    }

    /// <summary>Returns a session, or null where it has ended.</summary>
    public AdminSession? Find(string id) => _sessions.GetValueOrDefault(id) is { } session && IsAlive(session, _time.GetUtcNow()) ? session : null;

    /// <summary>Puts the end of a session off, because a page was asked for.</summary>
    public void Extend(string id)
    {
        if (Find(id) is { } session)
        {
            ImmutableInterlocked.TryUpdate(ref _sessions, id, session with { LastSeen = _time.GetUtcNow() }, session);
        }
    }

    /// <summary>Ends a session, in every window that shows it.</summary>
    public void End(string id) => ImmutableInterlocked.TryRemove(ref _sessions, id, out _);

    private static ImmutableDictionary<string, AdminSession> WithRoom(ImmutableDictionary<string, AdminSession> sessions, DateTimeOffset now)
    {
        var alive = sessions.RemoveRange(sessions.Where(each => !IsAlive(each.Value, now)).Select(each => each.Key));
        return alive.Count < Most ? alive : alive.Remove(alive.MinBy(each => each.Value.LastSeen).Key);
    }

    private static bool IsAlive(AdminSession session, DateTimeOffset now) => now < session.LastSeen + Life;
}
