namespace SemanticCache.Server.Configuration;

/// <summary>Keeps host and Kestrel from logging, with stack traces, a failed start that the program explains in words.</summary>
internal sealed class QuietStart
{
    private static readonly string[] Categories = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    private volatile bool _over;

    /// <summary>Adds the filter; it asks each time, because a service that runs must log.</summary>
    public void AddTo(ILoggingBuilder logging)
    {
        foreach (var category in Categories)
        {
            logging.AddFilter(category, level => _over && level >= LogLevel.Warning);
        }
    }

    /// <summary>Ends the quiet.</summary>
    public void End() => _over = true;
}
