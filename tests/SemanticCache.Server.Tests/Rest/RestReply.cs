using System.Net;
using System.Text.Json;

namespace SemanticCache.Server.Tests.Rest;

/// <summary>What REST answered.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Body">The body.</param>
public sealed record RestReply(HttpStatusCode Status, string? ContentType, JsonElement Body)
{
    /// <summary>The reason in the details of an error.</summary>
    public string? Reason => Detail("ErrorInfo").GetProperty("reason").GetString();

    /// <summary>The wrong fields that an error names.</summary>
    public string?[] Fields =>
        [.. Detail("BadRequest").GetProperty("fieldViolations").EnumerateArray().Select(violation => violation.GetProperty("field").GetString())];

    private JsonElement Detail(string type) => Assert.Single(
        Body.GetProperty("details").EnumerateArray(),
        detail => detail.GetProperty("@type").GetString() == "type.googleapis.com/google.rpc." + type);
}
