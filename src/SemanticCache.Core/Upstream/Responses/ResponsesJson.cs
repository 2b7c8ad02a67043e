using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>The JSON of OpenAI's responses.</summary>
[JsonSerializable(typeof(ModelResponse))]
[JsonSerializable(typeof(ResponseItem))]
[JsonSerializable(typeof(ResponseStreamEvent))]
internal sealed partial class ResponsesJson : JsonSerializerContext;
