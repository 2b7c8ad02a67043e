using System.Diagnostics;
using System.Text.RegularExpressions;
using SemanticCache.Interop.Tests.Clients;

[assembly: AssemblyFixture(typeof(ServiceProgram))]

namespace SemanticCache.Interop.Tests.Clients;

/// <summary>The service as a program of its own, with upstreams that answer at once, slowly and never.</summary>
public sealed partial class ServiceProgram : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] Settings =
    [
        "--Server:GrpcPort=0",
        "--Server:HttpPort=0",
        "--Pipeline:LookupDeadline=00:00:10",
        "--Decisions:VerificationTime=00:00:10",
        "--Upstreams:Endpoints:simulated:Simulated:TimeToFirstToken=00:00:00",
        "--Upstreams:Endpoints:simulated:Simulated:TokensPerSecond=1000000",
        "--Upstreams:Endpoints:slow:Simulated:TimeToFirstToken=00:00:00",
        "--Upstreams:Endpoints:slow:Simulated:TokensPerSecond=1",
        "--Upstreams:Endpoints:failing:Simulated:TimeToFirstToken=00:00:00",
        "--Upstreams:Endpoints:failing:Simulated:ErrorRate=1",
    ];

    private readonly string _directory = Directory.CreateTempSubdirectory("semcache-").FullName;
    private readonly TaskCompletionSource<(string Grpc, string Http)> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    /// <summary>Host and port of gRPC.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Host and port of HTTP.</summary>
    public string HttpAddress { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "SemanticCache.Server.dll") },
        };
        foreach (var setting in Settings)
        {
            start.ArgumentList.Add(setting);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("The service did not start.");
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        (Address, HttpAddress) = await _ready.Task.WaitAsync(Patience);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private void Read(string? line)
    {
        if (line is not null && ReadyLine().Match(line) is { Success: true } match)
        {
            _ready.TrySetResult((match.Groups[1].Value, match.Groups[2].Value));
        }
        else if (line is null || line.Contains("cannot start", StringComparison.Ordinal))
        {
            _ready.TrySetException(new InvalidOperationException($"The service ended before it was ready: {line}"));
        }
    }

    [GeneratedRegex("is ready: gRPC on http://([^/]+)/, .* on http://([^/]+)/")]
    private static partial Regex ReadyLine();
}
