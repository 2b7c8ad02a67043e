using System.Text.Json.Serialization;

namespace SemanticCache.Core.Auditing;

/// <summary>How lines of the audit log are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AuditEvent))]
internal sealed partial class AuditJson : JsonSerializerContext;
