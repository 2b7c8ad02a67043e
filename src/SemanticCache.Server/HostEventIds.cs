namespace SemanticCache.Server;

/// <summary>The numbers of the host's log events, from 4000 to 4999; a number is never used again.</summary>
internal static class HostEventIds
{
    public const int Ready = 4000;
    public const int NotLoaded = 4001;
    public const int RefreshFailed = 4002;
    public const int RequestBroken = 4100;
}
