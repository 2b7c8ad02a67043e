using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Storage;

namespace SemanticCache.Qdrant.TestServer.Filtering;

/// <summary>Says whether a point satisfies a condition; inside a nested filter there is a payload and no point.</summary>
internal delegate bool PointCondition(StoredPoint? point, Value payload);
