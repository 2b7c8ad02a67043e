namespace SemanticCache.Cli.Invocation;

/// <summary>What the process's exit code means; scripts rely on it.</summary>
internal static class ExitCodes
{
    /// <summary>Done; a lookup that found nothing is done, too.</summary>
    public const int Done = 0;

    /// <summary>The service refused or failed.</summary>
    public const int Refused = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int UsageMistake = 2;

    /// <summary>The service cannot be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>Stopped by Ctrl+C before it was done.</summary>
    public const int Interrupted = 130;
}
