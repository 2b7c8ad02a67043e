namespace SemanticCache.Interop.Tests.Clients;

/// <summary>Anthropic's official JavaScript client against the HTTP front.</summary>
public sealed class AnthropicNodeClient : ForeignClient
{
    private readonly ServiceProgram _service;

    public AnthropicNodeClient(ServiceProgram service)
        : base(service)
    {
        _service = service;
    }

    /// <inheritdoc/>
    protected override Task<string?> PrepareAsync() => NodePackages.PrepareAsync();

    /// <inheritdoc/>
    protected override Task<(int? ExitCode, string Output, string Errors)> PlayAsync(string address, string descriptors) =>
        ForeignProgram.RunAsync("node", Path.Combine(NodePackages.Folder, "anthropic.mjs"), _service.HttpAddress);
}
