using System.Text.Json.Serialization;

namespace SemanticCache.Core.Policies;

/// <summary>How policies are written in stores.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(NamespacePolicy))]
internal sealed partial class PolicyJson : JsonSerializerContext;
