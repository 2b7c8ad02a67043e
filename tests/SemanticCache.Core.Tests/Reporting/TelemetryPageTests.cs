using System.Reflection;
using System.Text.RegularExpressions;
using SemanticCache.Core.Reporting;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Reporting;

public sealed partial class TelemetryPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "telemetry.md"));

    [Fact]
    public void Table_OfMetrics_NamesEveryInstrumentAndNoOther()
    {
        var documented = Row().Matches(Page).Select(row => row.Groups["name"].Value);

        Assert.Equal(Names(isTag: false).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_OfMetrics_NamesEveryTag() => Assert.All(Names(isTag: true), tag => Assert.Contains($"`{tag}`", Page, StringComparison.Ordinal));

    private static IEnumerable<string> Names(bool isTag) => typeof(TelemetryNames)
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
        .Where(field => field.Name.EndsWith("Tag", StringComparison.Ordinal) == isTag)
        .Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"^\| `(?<name>(semantic_cache|gen_ai)\.[a-z_.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
