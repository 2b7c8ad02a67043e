namespace SemanticCache.Interop.Tests.Clients;

/// <summary>gRPC's C core under Debian's Python.</summary>
public sealed class PythonClient : ForeignClient
{
    private const string Interpreter = "/usr/bin/python3";

    public PythonClient(ServiceProgram service)
        : base(service)
    {
    }

    /// <inheritdoc/>
    protected override async Task<string?> PrepareAsync()
    {
        var (exitCode, _, _) = await ForeignProgram.RunAsync(Interpreter, "-c", "import grpc, google.protobuf");
        return exitCode is 0 ? null : "Python's gRPC is needed: apt-get install python3-grpcio python3-protobuf";
    }

    /// <inheritdoc/>
    protected override Task<(int? ExitCode, string Output, string Errors)> PlayAsync(string address, string descriptors) =>
        ForeignProgram.RunAsync(Interpreter, Path.Combine(AppContext.BaseDirectory, "python", "client.py"), address, descriptors);
}
