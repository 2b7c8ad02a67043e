using SemanticCache.Core.Auditing;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.WriteBack;
using SemanticCache.Protocol.V1;
using AuditEvent = SemanticCache.Core.Auditing.AuditEvent;

namespace SemanticCache.Server.Grpc;

/// <summary>Stores answers that are brought many at once, and notes it.</summary>
internal sealed class AnswerImport
{
    private const int MostPairs = 500;

    private readonly CachePipeline _pipeline;
    private readonly AuditLog _audit;

    public AnswerImport(CachePipeline pipeline, AuditLog audit)
    {
        _pipeline = pipeline;
        _audit = audit;
    }

    /// <summary>Stores the pairs that can be stored, and says of the others why not.</summary>
    public async Task<ImportAnswersResponse> ImportAsync(ImportAnswersRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (request.Pairs.Count is 0 or > MostPairs)
        {
            throw GrpcErrors.Invalid("pairs", $"must hold 1 to {MostPairs} pairs");
        }

        var response = new ImportAnswersResponse();
        var reader = new AnsweredQuestionReader(request.Namespace, caller);
        var brought = new List<(int Index, BroughtAnswer Pair)>(request.Pairs.Count);
        for (var index = 0; index < request.Pairs.Count; index++)
        {
            if (reader.TryRead(request.Pairs[index], out var pair, out var mistake))
            {
                brought.Add((index, pair));
            }
            else
            {
                response.Rejected.Add(new RejectedEntry { Index = index, Reason = mistake });
            }
        }

        await StoreAsync(request.Namespace, brought, response, cancellationToken);
        if (response.ImportedCount > 0)
        {
            var noted = new AuditEvent
            {
                Action = AuditActions.ImportAnswers, Namespace = request.Namespace, Target = request.Namespace, After = AuditText.OfImport(response.ImportedCount),
            };
            await _audit.AddAsync(caller, noted);
        }

        return response;
    }

    private async Task StoreAsync(
        string namespaceName, List<(int Index, BroughtAnswer Pair)> brought, ImportAnswersResponse response, CancellationToken cancellationToken)
    {
        var results = await _pipeline.StoreAllAsync(namespaceName, brought.ConvertAll(each => each.Pair), cancellationToken);
        foreach (var ((index, _), result) in brought.Zip(results))
        {
            if (result.Admission is Admission.Admitted)
            {
                response.ImportedCount++;
                response.SemanticCount += result.IsSemantic ? 1 : 0;
            }
            else
            {
                response.Rejected.Add(new RejectedEntry { Index = index, Reason = StoreRefusals.Of(result.Admission).Status.Detail });
            }
        }

        var inOrder = response.Rejected.OrderBy(rejected => rejected.Index).ToList();
        response.Rejected.Clear();
        response.Rejected.AddRange(inOrder);
    }
}
