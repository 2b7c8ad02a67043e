using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>The JSON of chat completions.</summary>
[JsonSerializable(typeof(ChatCompletion))]
internal sealed partial class ChatCompletionJson : JsonSerializerContext;
