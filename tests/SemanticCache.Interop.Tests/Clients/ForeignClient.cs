using System.Text.Json;

namespace SemanticCache.Interop.Tests.Clients;

/// <summary>One run of another language's client: every step that it printed.</summary>
public abstract class ForeignClient : IAsyncLifetime
{
    private readonly ServiceProgram _service;
    private readonly Dictionary<string, JsonElement> _steps = new(StringComparer.Ordinal);
    private string? _missing;

    protected ForeignClient(ServiceProgram service)
    {
        _service = service;
    }

    /// <summary>Returns what a step printed; skips the test when the language is not installed.</summary>
    public JsonElement Step(string name)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        return _steps[name];
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _missing = await PrepareAsync();
        if (_missing is not null)
        {
            return;
        }

        var descriptors = Path.Combine(AppContext.BaseDirectory, $"{GetType().Name}.descriptors");
        await Descriptors.WriteAsync(descriptors);
        var (exitCode, output, errors) = await PlayAsync(_service.Address, descriptors);
        Assert.True(exitCode == 0, $"The client failed.\n{output}\n{errors}");
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var step = JsonSerializer.Deserialize<JsonElement>(line);
            _steps.Add(step.GetProperty("step").GetString()!, step);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes the client ready; returns what is missing, with what to install.</summary>
    protected abstract Task<string?> PrepareAsync();

    /// <summary>Runs the client against the service.</summary>
    protected abstract Task<(int? ExitCode, string Output, string Errors)> PlayAsync(string address, string descriptors);
}
