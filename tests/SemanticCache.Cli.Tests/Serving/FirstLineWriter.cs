namespace SemanticCache.Cli.Tests.Serving;

/// <summary>Tells when the first line was written.</summary>
internal sealed class FirstLineWriter : StringWriter
{
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first line.</summary>
    public Task<string> FirstLine => _firstLine.Task;

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        _firstLine.TrySetResult(value ?? "");
    }
}
