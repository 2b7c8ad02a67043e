using System.Runtime.InteropServices;

namespace SemanticCache.Benchmarks;

/// <summary>Says what a measurement ran on.</summary>
internal static class MachineLine
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>Returns processor, cores, system and runtime.</summary>
    public static string Read()
    {
        var model = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        return $"{model ?? "unknown processor"}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }
}
