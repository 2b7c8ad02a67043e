using System.Text.Json.Serialization;

namespace SemanticCache.Core.Invalidation;

/// <summary>How invalidations are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EntryInvalidation))]
internal sealed partial class InvalidationJson : JsonSerializerContext;
