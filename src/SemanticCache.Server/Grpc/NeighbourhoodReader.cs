using Google.Rpc;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads a text whose meaning is looked for.</summary>
internal sealed class NeighbourhoodReader
{
    private readonly LookupStages _stages;

    public NeighbourhoodReader(LookupStages stages)
    {
        _stages = stages;
    }

    /// <summary>Reads the text.</summary>
    /// <param name="field">The text's field, for what is wrong with it.</param>
    /// <param name="like">The text.</param>
    /// <param name="within">The lowest similarity, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="global::Grpc.Core.RpcException">INVALID_ARGUMENT naming the field; UNAVAILABLE while the embedding model is overloaded.</exception>
    public async Task<Neighbourhood> ReadAsync(string field, string like, double within, CancellationToken cancellationToken)
    {
        var text = CanonicalText.Of(like);
        var result = await _stages.Embedding.EmbedAsync(text, cancellationToken);
        return result.Status switch
        {
            EmbeddingStatus.Embedded => new Neighbourhood(text, result.Vector, _stages.Embedding.Model.Fingerprint, within),
            EmbeddingStatus.Overloaded => throw GrpcErrors.Create(Code.Unavailable, "MODEL_OVERLOADED", "The embedding model has too much to do; try again."),
            EmbeddingStatus.TextTooLong => throw GrpcErrors.Invalid(field, "is longer than the embedding model can read"),
            _ => throw GrpcErrors.Invalid(field, "has words or signs that the embedding model does not know"),
        };
    }
}
