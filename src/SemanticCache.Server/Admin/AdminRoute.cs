namespace SemanticCache.Server.Admin;

/// <summary>Marks the routes of the admin page.</summary>
internal sealed class AdminRoute
{
    /// <summary>The mark.</summary>
    public static readonly AdminRoute Mark = new();
}
