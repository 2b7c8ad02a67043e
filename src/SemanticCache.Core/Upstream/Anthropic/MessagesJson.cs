using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>The JSON of Anthropic's messages.</summary>
[JsonSerializable(typeof(WholeMessage))]
[JsonSerializable(typeof(MessageStreamEvent))]
internal sealed partial class MessagesJson : JsonSerializerContext;
