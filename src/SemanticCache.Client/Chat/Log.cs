using Microsoft.Extensions.Logging;

namespace SemanticCache.Client.Chat;

/// <summary>What the chat client logs; never a question or an answer.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The cache could not be asked; the request goes on without it.")]
    public static partial void LookupFailed(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Debug, "The cache did not answer within {Limit}; the request goes on without it.")]
    public static partial void LookupLate(ILogger logger, TimeSpan limit);

    [LoggerMessage(3, LogLevel.Warning, "An answer could not be stored.")]
    public static partial void StoreFailed(ILogger logger, Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "An answer is not stored: {Limit} are on their way.")]
    public static partial void StoreDropped(ILogger logger, int limit);

    [LoggerMessage(5, LogLevel.Warning, "An answer could not be read for storing.")]
    public static partial void AnswerUnreadable(ILogger logger, Exception failure);
}
