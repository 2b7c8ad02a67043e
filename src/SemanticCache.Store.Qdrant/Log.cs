using Microsoft.Extensions.Logging;

namespace SemanticCache.Store.Qdrant;

/// <summary>What the store logs.</summary>
internal static partial class Log
{
    /// <summary>Hit counts and times of use could not be written down.</summary>
    [LoggerMessage(3501, LogLevel.Warning, "Hit counts and times of use could not be written to Qdrant.", EventName = nameof(TouchesLost))]
    public static partial void TouchesLost(ILogger logger, Exception failure);

    /// <summary>Qdrant could not be reached when the service started.</summary>
    [LoggerMessage(3502, LogLevel.Warning, "Qdrant at {Address} cannot be used yet; requests are forwarded until it can.", EventName = nameof(NotOpen))]
    public static partial void NotOpen(ILogger logger, Exception failure, Uri address);

    /// <summary>The store is open.</summary>
    [LoggerMessage(3503, LogLevel.Information, "Qdrant at {Address} holds the cache, in collections '{Prefix}-…'.", EventName = nameof(Opened))]
    public static partial void Opened(ILogger logger, Uri address, string prefix);

    /// <summary>A point could not be read.</summary>
    [LoggerMessage(3504, LogLevel.Warning, "The entry {Id} in Qdrant cannot be read and is left out.", EventName = nameof(CorruptPoint))]
    public static partial void CorruptPoint(ILogger logger, Exception failure, Guid id);
}
