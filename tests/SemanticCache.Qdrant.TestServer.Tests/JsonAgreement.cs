using System.Text.Json;
using System.Text.Json.Nodes;

namespace SemanticCache.Qdrant.TestServer.Tests;

/// <summary>Compares replies, with some room for numbers that were computed.</summary>
internal static class JsonAgreement
{
    private const double Tolerance = 1e-5;

    public static bool AreSame(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonObject left, JsonObject right) => left.Count == right.Count && left.All(field => right.ContainsKey(field.Key) && AreSame(field.Value, right[field.Key])),
        (JsonArray left, JsonArray right) => left.Count == right.Count && left.Zip(right).All(pair => AreSame(pair.First, pair.Second)),
        (JsonValue left, JsonValue right) when IsNumber(left) && IsNumber(right) => Math.Abs(left.GetValue<double>() - right.GetValue<double>()) < Tolerance,
        _ => JsonNode.DeepEquals(expected, actual),
    };

    /// <summary>The fields of a reply, whatever their values and however many elements its lists have.</summary>
    public static IReadOnlySet<string> ShapeOf(JsonNode? node, string path = "") => node switch
    {
        JsonObject fields => fields.SelectMany(field => ShapeOf(field.Value, $"{path}/{field.Key}")).ToHashSet(),
        JsonArray elements => elements.SelectMany(element => ShapeOf(element, $"{path}[]")).ToHashSet(),
        _ => new HashSet<string> { path },
    };

    private static bool IsNumber(JsonValue value) => value.GetValueKind() == JsonValueKind.Number;
}
