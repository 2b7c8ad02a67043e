using System.Text.Json.Serialization;
using SemanticCache.Core.Policies;

namespace SemanticCache.Store.Embedded.Namespaces;

/// <summary>How policies are written in the database.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(NamespacePolicy))]
internal sealed partial class NamespaceJson : JsonSerializerContext;
