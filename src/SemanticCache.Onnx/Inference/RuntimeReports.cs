using System.Runtime.InteropServices;

namespace SemanticCache.Onnx.Inference;

/// <summary>Keeps ONNX Runtime from reporting its use to its makers, which it does by itself since 1.29: nothing leaves the machine.</summary>
internal static partial class RuntimeReports
{
    private const string Switch = "ORT_DISABLE_TELEMETRY";
    private const string Off = "1";

    /// <summary>Turns the reports off; to be called before the runtime's first use, which reads the switch.</summary>
    public static void Disable()
    {
        // Outside Windows .NET keeps a copy of the environment of its own, which native code does not see.
        Environment.SetEnvironmentVariable(Switch, Off);
        if (!OperatingSystem.IsWindows())
        {
            _ = SetNative(Switch, Off, overwrite: 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetNative(string name, string value, int overwrite);
}
