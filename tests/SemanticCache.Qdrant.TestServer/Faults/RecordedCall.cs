using Google.Protobuf;

namespace SemanticCache.Qdrant.TestServer.Faults;

/// <summary>A call that arrived: its method, such as <c>Points/Upsert</c>, and its request.</summary>
public sealed record RecordedCall(string Method, IMessage Request);
