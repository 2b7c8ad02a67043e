using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Filtering;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>What of a point a reply shows.</summary>
internal sealed class PointShape
{
    private readonly WithVectorsSelector? _vectors;
    private readonly bool _wholePayload;
    private readonly IReadOnlyList<PayloadPath>? _included;
    private readonly IReadOnlyList<PayloadPath>? _excluded;

    /// <summary>Reads the selectors of a request; bad paths are INVALID_ARGUMENT.</summary>
    public PointShape(WithPayloadSelector? payload, WithVectorsSelector? vectors, bool payloadByDefault)
    {
        _vectors = vectors;
        _included = payload?.Include is { } include ? [.. include.Fields.Select(PayloadPath.Parse)] : null;
        _excluded = payload?.Exclude is { } exclude ? [.. exclude.Fields.Select(PayloadPath.Parse)] : null;
        _wholePayload = payload?.HasEnable == true ? payload.Enable : payload is null && payloadByDefault;
    }

    /// <summary>The point without a score.</summary>
    public RetrievedPoint Retrieved(StoredPoint point)
    {
        var shown = new RetrievedPoint { Id = point.Key.ToPointId(), Vectors = VectorsOf(point) };
        shown.Payload.Add(PayloadOf(point));
        return shown;
    }

    /// <summary>The point with its score.</summary>
    public ScoredPoint Scored(StoredPoint point, float score)
    {
        var shown = new ScoredPoint { Id = point.Key.ToPointId(), Score = score, Version = point.Version, Vectors = VectorsOf(point) };
        shown.Payload.Add(PayloadOf(point));
        return shown;
    }

    private MapField<string, Value> PayloadOf(StoredPoint point)
    {
        var shown = new Value { StructValue = new Struct() };
        if (_excluded is not null)
        {
            shown = point.Payload.Clone();
            foreach (var path in _excluded)
            {
                path.Remove(shown);
            }
        }
        else if (_included is not null)
        {
            foreach (var path in _included)
            {
                path.CopyTo(point.Payload, shown);
            }
        }
        else if (_wholePayload)
        {
            shown = point.Payload.Clone();
        }

        return shown.StructValue.Fields;
    }

    private VectorsOutput? VectorsOf(StoredPoint point)
    {
        var chosen = _vectors?.SelectorOptionsCase switch
        {
            WithVectorsSelector.SelectorOptionsOneofCase.Enable when _vectors.Enable => point.Vectors,
            WithVectorsSelector.SelectorOptionsOneofCase.Include => point.Vectors.Where(vector => _vectors.Include.Names.Contains(vector.Key)),
            _ => null,
        };
        if (chosen is null)
        {
            return null;
        }

        var named = chosen.ToDictionary(vector => vector.Key, vector => Output(vector.Value));
        if (named.TryGetValue("", out var unnamed))
        {
            return new VectorsOutput { Vector = unnamed };
        }

        var output = new VectorsOutput { Vectors = new NamedVectorsOutput() };
        output.Vectors.Vectors.Add(named);
        return output;
    }

    private static VectorOutput Output(float[] vector) => new() { Dense = new DenseVector { Data = { vector } } };
}
