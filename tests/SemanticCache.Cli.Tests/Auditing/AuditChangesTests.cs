using SemanticCache.Cli.Auditing;

namespace SemanticCache.Cli.Tests.Auditing;

public sealed class AuditChangesTests
{
    [Theory]
    [InlineData("""{"ttl":"60s","mode":"MODE_OFF"}""", """{"ttl":"60s","mode":"MODE_SERVE"}""", "mode: \"MODE_OFF\" → \"MODE_SERVE\"")]
    [InlineData("""{"ttl":"60s"}""", """{"ttl":"60s","minimum_confidence":0.9}""", "minimum_confidence: (the default) → 0.9")]
    [InlineData("""{"vary_by":["a"]}""", "{}", "vary_by: [\"a\"] → (the default)")]
    [InlineData("""{"ttl":"60s"}""", """{"ttl":"60s"}""", "nothing")]
    [InlineData(null, """{"imported":5}""", """{"imported":5}""")]
    [InlineData("""{"ttl":"60s"}""", null, """{"ttl":"60s"}""")]
    [InlineData(null, null, "")]
    public void Of_BothSides_NamesWhatDiffersAlone(string? before, string? after, string expected) => Assert.Equal(expected, AuditChanges.Of(before, after));
}
