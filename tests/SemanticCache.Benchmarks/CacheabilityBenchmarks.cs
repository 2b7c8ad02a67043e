using BenchmarkDotNet.Attributes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Scoping.Cacheability;

namespace SemanticCache.Benchmarks;

/// <summary>What the cacheability rules add to every request.</summary>
[MemoryDiagnoser]
public class CacheabilityBenchmarks
{
    private readonly NamespacePolicy _policy = new();
    private readonly NamespacePolicy _patterned = new() { BypassPatterns = [.. Enumerable.Range(0, 64).Select(number => $"tariff {number} * price")] };
    private readonly Conversation _question = Read("How do I raise the daily spending limit on my debit card?");
    private readonly Conversation _long = Read(
        "Hello, I moved house last spring, and since then my post goes to my sister, who is away a lot. What is the best way to change the address for"
        + " the card, and is there a fee when I do it twice in 2026? I have had the account since 1998, by the way.");

    /// <summary>A question of 11 words.</summary>
    [Benchmark(Baseline = true)]
    public BypassReason Question() => CacheabilityRules.Shipped.Check(_question, _policy).Bypass;

    /// <summary>The same under a policy with as many patterns as may be.</summary>
    [Benchmark]
    public BypassReason QuestionWithPatterns() => CacheabilityRules.Shipped.Check(_question, _patterned).Bypass;

    /// <summary>A text of 57 words with numbers.</summary>
    [Benchmark]
    public BypassReason LongText() => CacheabilityRules.Shipped.Check(_long, _policy).Bypass;

    private static Conversation Read(string text) => Conversation.Read([new ChatMessage(ChatRole.User, text)], new NamespacePolicy());
}
