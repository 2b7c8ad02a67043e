using System.Text.Json.Serialization;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>How rollups are written in stores.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredRollup))]
internal sealed partial class RollupJson : JsonSerializerContext;
