namespace SemanticCache.Server.Tests.Docker;

/// <summary>A name that the reader overlooks would be a name that nobody compares.</summary>
public sealed class PromQueryTests
{
    [Theory]
    [InlineData("up", "up")]
    [InlineData("sum(rate(a_total[5m])) / sum(b_count{x=\"y\"})", "a_total, b_count")]
    [InlineData("histogram_quantile(0.95, sum by (le, outcome) (rate(a_seconds_bucket{instance=~\"$instance\"}[$__rate_interval])))", "a_seconds_bucket")]
    [InlineData("a_total unless on (instance) b_total", "a_total, b_total")]
    public void MetricsOf_Expression_OverlooksNone(string expression, string metrics) =>
        Assert.Equal(metrics.Split(", "), PromQuery.MetricsOf(expression));

    [Theory]
    [InlineData("sum by (le, outcome) (rate(a{instance=~\"$instance\",error_type!=\"\"}[5m]))", "le, outcome, instance, error_type")]
    [InlineData("a unless on (job) b{x=\"1\", y!~\"2\"}", "job, x, y")]
    public void LabelsOf_Expression_OverlooksNone(string expression, string labels) =>
        Assert.Equal(labels.Split(", "), PromQuery.LabelsOf(expression));
}
