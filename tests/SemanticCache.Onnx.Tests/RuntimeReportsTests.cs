using System.Diagnostics;
using SemanticCache.TestUtils;

namespace SemanticCache.Onnx.Tests;

/// <summary>Nothing leaves the machine: the runtime must not even begin to collect what it would report.</summary>
public sealed class RuntimeReportsTests
{
    [Fact]
    public async Task Load_InAProcessOfItsOwn_CollectsNothingInTheHomeFolder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The runtime keeps its reports elsewhere on this system.");
        var home = Directory.CreateTempSubdirectory("semcache-home").FullName;
        try
        {
            Assert.Equal(0, await RunAsync(home, "SemanticCache.Onnx.Tests.OnnxEmbedderTests"));

            Assert.Empty(Directory.EnumerateFileSystemEntries(home, "*onnxruntime*", SearchOption.AllDirectories));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    // These very tests, in a process that has not loaded the runtime yet.
    private static async Task<int> RunAsync(string home, string testClass)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RuntimeReportsTests).Assembly.Location, "-class", testClass])
        {
            RedirectStandardOutput = true,
            Environment = { ["HOME"] = home, ["XDG_CACHE_HOME"] = Path.Combine(home, ".cache") },
        };
        start.Environment.Remove("ORT_DISABLE_TELEMETRY");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience.Longest * 4, TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage(await output);
        return process.ExitCode;
    }
}
