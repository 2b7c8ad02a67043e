using System.Diagnostics;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting.Tracing;

namespace SemanticCache.Core.Tests.Reporting.Tracing;

/// <summary>What requests pay for spans that nobody wants.</summary>
[Collection("Spans")]
public sealed class CacheSpansTests
{
    private const int Rounds = 1000;

    [Fact]
    public void Spans_NobodyListens_AllocateNothing()
    {
        using var caller = new Activity("caller").Start();
        Round();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            Round();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Round()
    {
        Assert.Null(CacheSpans.BeginRequest("space"));
        using (CacheSpans.BeginStage(Stage.Exact))
        {
            CacheSpans.Link(CacheSpans.Current());
        }
    }
}
