using System.Text.Json.Serialization;

namespace SemanticCache.Core.Jobs;

/// <summary>How jobs are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BackgroundJob))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class JobJson : JsonSerializerContext;
