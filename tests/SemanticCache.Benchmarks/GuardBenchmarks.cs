using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Guards;

namespace SemanticCache.Benchmarks;

/// <summary>All guards over one candidate, which is parsed as well; budget: 50 µs.</summary>
[MemoryDiagnoser]
public class GuardBenchmarks
{
    private readonly ImmutableArray<IGuard> _guards = GuardRegistry.CreateAll();
    private GuardText _question = new("");
    private string _candidate = "";

    /// <summary>How long the texts are: a usual question, or one that tells a story.</summary>
    [Params("usual", "long")]
    public string Length { get; set; } = "usual";

    /// <summary>Chooses the texts.</summary>
    [GlobalSetup]
    public void Choose()
    {
        const string Story = "We have moved here with 2 cats on the 5th of May, my wife's phone broke on the way and nothing has worked since Monday, so ";
        var prefix = Length == "long" ? Story : "";
        _question = new GuardText(prefix + "how do I change the delivery address of my order for 3 parcels?");
        _candidate = prefix + "how can I still change the address that my 3 parcels are sent to?";
        Check();
    }

    /// <summary>Parses the candidate and asks every guard.</summary>
    [Benchmark]
    public int Check()
    {
        var candidate = new GuardText(_candidate);
        var refusals = 0;
        foreach (var guard in _guards)
        {
            refusals += guard.Check(_question, candidate) is null ? 0 : 1;
        }

        return refusals;
    }
}
