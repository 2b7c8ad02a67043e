using System.Text.Json;
using System.Text.RegularExpressions;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Rest;

public sealed partial class OpenApiTests : ServiceTests
{
    public OpenApiTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public void Methods_OfAllServices_HaveAnHttpRuleOrAReasonForNone()
    {
        Assert.True(RestMethods.All.Count >= 18);
        Assert.All(RestMethods.All, method => Assert.True(
            RestMethods.RuleOf(method) is not null ^ RestMethods.Exceptions.ContainsKey(method.FullName), $"{method.FullName} needs a rule or a reason."));
        Assert.All(RestMethods.All.Select(RestMethods.RuleOf), rule => Assert.StartsWith(
            "/cache/v1/", rule!.Get + rule.Post + rule.Patch + rule.Delete + rule.Put, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Document_Operations_AreExactlyTheMethodsWithARule()
    {
        var expected = RestMethods.All.Where(method => RestMethods.RuleOf(method) is not null).Select(method => $"{method.Service.Name}_{method.Name}");

        var operations = (await OperationsAsync()).Select(operation => operation.GetProperty("operationId").GetString()).ToList();

        Assert.Equal([.. expected.Order(StringComparer.Ordinal)], operations.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_OperationsAndFields_CarryTheCommentsOfTheProtoFiles()
    {
        Assert.All(await OperationsAsync(), operation => Assert.NotEqual("", operation.GetProperty("summary").GetString()));

        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        var seed = schemas.GetProperty("SamplingParameters").GetProperty("properties").GetProperty("seed");
        Assert.Equal("The seed of the sampling.", seed.GetProperty("description").GetString());
        Assert.Equal("int64", seed.GetProperty("format").GetString());
        Assert.Contains("OUTCOME_EXACT_HIT", schemas.GetProperty("Outcome").GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public async Task Document_References_AllLeadToASchema()
    {
        var document = await DocumentAsync();
        var schemas = document.GetProperty("components").GetProperty("schemas");

        var names = SchemaReference().Matches(document.GetRawText()).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(schemas.TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task Document_Stream_ComesInLines()
    {
        var stream = (await OperationsAsync()).Single(operation => operation.GetProperty("operationId").GetString() == "CacheService_StreamComplete");

        Assert.True(stream.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("application/x-ndjson", out _));
    }

    [Theory]
    [InlineData("openapi/index.html")]
    [InlineData("openapi/index.js")]
    [InlineData("openapi/index.css")]
    [InlineData("openapi/swagger-ui.css")]
    public async Task Page_EveryPart_LoadsNothingFromElsewhere(string path)
    {
        using var response = await Service.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken).Soon();
        var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Empty(ExternalAddress().Matches(CommentLine().Replace(text, "")).Select(match => match.Value));
        Assert.StartsWith("default-src 'self';", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_EveryLink_IsServed()
    {
        var page = await Service.Http.GetStringAsync(new Uri("openapi", UriKind.Relative), TestContext.Current.CancellationToken).Soon();

        var links = LocalLink().Matches(page).Select(match => match.Groups[1].Value).ToList();

        Assert.Contains("index.js", links);
        foreach (var link in links)
        {
            using var response = await Service.Http.GetAsync(new Uri("openapi/" + link, UriKind.Relative), TestContext.Current.CancellationToken).Soon();
            Assert.True(response.IsSuccessStatusCode, link);
        }

        Assert.Contains("v1.json", await Service.Http.GetStringAsync(new Uri("openapi/index.js", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<JsonElement> DocumentAsync()
    {
        var text = await Service.Http.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken).Soon();
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private async Task<List<JsonElement>> OperationsAsync() =>
        [.. (await DocumentAsync()).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value)];

    [GeneratedRegex("\"#/components/schemas/([^\"]+)\"")]
    private static partial Regex SchemaReference();

    // The names of XML namespaces are no addresses that anything is loaded from.
    [GeneratedRegex(@"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z][^""'\s)]*")]
    private static partial Regex ExternalAddress();

    [GeneratedRegex(@"^\s*(?:/[/*]|\*)\s.*$", RegexOptions.Multiline)]
    private static partial Regex CommentLine();

    [GeneratedRegex("(?:src|href)=\"(?:\\./)?([^\"]+)\"")]
    private static partial Regex LocalLink();
}
