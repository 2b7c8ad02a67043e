using System.Collections.Concurrent;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Server.Tests.Hosting;

/// <summary>A language model that says what tests let it say, each question by its own script.</summary>
internal sealed class ScriptedUpstream : IUpstreamClient
{
    private readonly ConcurrentDictionary<string, Script> _scripts = new(StringComparer.Ordinal);

    /// <summary>Returns the script of a question.</summary>
    public Script For(string question) => _scripts.GetOrAdd(question, _ => new Script());

    /// <inheritdoc/>
    public IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, CancellationToken cancellationToken) =>
        For(request.Messages[^1].Text).PlayAsync(request, cancellationToken);
}
