using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>The decisions that this instance has not written yet.</summary>
internal sealed class DecisionBook : NamespaceBook<NamespaceDecisions>, IDisposable
{
    public DecisionBook(NamespaceDirectory known, IOptions<ReportingOptions> options)
        : base(known, name => new NamespaceDecisions(name, options.Value.DecisionsPerMinute))
    {
    }

    /// <summary>Held while decisions are being written, and while they are changed in a way that what is written must show.</summary>
    public SemaphoreSlim Writing { get; } = new(1);

    /// <inheritdoc/>
    public void Dispose() => Writing.Dispose();
}
