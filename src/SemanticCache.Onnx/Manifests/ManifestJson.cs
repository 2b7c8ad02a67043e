using System.Text.Json.Serialization;

namespace SemanticCache.Onnx.Manifests;

/// <summary>Reads <c>models.json</c> and <c>manifest.json</c>.</summary>
/// <remarks>
/// The types read have setters: generated readers give an <c>init</c> property that the file leaves out the type's default,
/// not the property's.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false,
    AllowTrailingCommas = true,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip)]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(ModelRegistry))]
internal sealed partial class ManifestJson : JsonSerializerContext;
