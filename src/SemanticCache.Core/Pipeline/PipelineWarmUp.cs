using SemanticCache.Core.Decisions;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Pipeline;

/// <summary>
/// Takes a made-up question through the lookup before the first request comes: what runs for the first time is compiled first, and the lookup's
/// time would be up before it had begun.
/// </summary>
internal sealed class PipelineWarmUp
{
    private const int Rounds = 2;
    private const float Similar = 0.9f;
    private const string Question = "How do I change the colour of the sample?";
    private const string Stored = "How can the colour of a sample be changed?";

    private readonly LookupStages _stages;
    private readonly StageRunner _runner;
    private readonly TimeProvider _time;

    public PipelineWarmUp(LookupStages stages, StageRunner runner, TimeProvider time)
    {
        _stages = stages;
        _runner = runner;
        _time = time;
    }

    /// <summary>Warms up; a stage that fails will tell its first request so too.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var request = ScopingStage.Scope(
            new CacheRequest { Caller = Caller.Local, Namespace = "warm-up", Messages = [new ChatMessage(ChatRole.User, Question)] },
            NamespaceDirectory.Unknown("warm-up"));
        using var budget = new LookupBudget(deadline: null, _time, cancellationToken);

        // What is known of telephone numbers is read at the first number.
        PersonalDataScanner.IsIn("+1 202 555 0143", PersonalDataKinds.All, PhoneRegions.Default);
        for (var round = 0; round < Rounds; round++)
        {
            await _runner.RunAsync(Stage.Exact, budget, token => _stages.Exact.FindAsync(request, token));
            var embedding = await _runner.RunAsync(Stage.Embedding, budget, token => _stages.Embedding.EmbedAsync(Question, token));
            if (embedding.Value is { Status: EmbeddingStatus.Embedded, Vector: var vector })
            {
                await DecideAsync(request, vector, budget);
            }
        }
    }

    private async Task DecideAsync(ScopedRequest request, ReadOnlyMemory<float> vector, LookupBudget budget)
    {
        var bars = _stages.BarsFor(request.Policy, request.Request.Controls);
        var question = new EmbeddedQuestion(vector, _stages.Embedding.Model.Fingerprint);
        await _runner.RunAsync(Stage.Search, budget, token => _stages.Search.FindAsync(request, question, bars.Similarity, token));
        var input = new DecisionInput
        {
            Question = request.Question,
            Vector = vector,
            Candidates = [new Candidate(EntryOf(request, vector), Similar)],
            Limit = _stages.Search.Limit,
            Policy = request.Policy,
            Bars = bars,
        };
        await _runner.RunAsync(Stage.Decisions, budget, token => _stages.Decisions.DecideAsync(input, token));
    }

    private CacheEntry EntryOf(ScopedRequest request, ReadOnlyMemory<float> vector) => new()
    {
        Id = request.EntryId,
        Namespace = request.Namespace.Name,
        Tenant = request.Request.Caller.Tenant,
        Scope = request.Scope,
        Question = Stored,
        Answer = new Answer { Text = "Open the sample, choose Colour and pick another one." },
        Vector = vector,
        AnswerVector = vector,
        EmbeddingFingerprint = _stages.Embedding.Model.Fingerprint,
        CreatedAt = _time.GetUtcNow(),
        ExpiresAt = _time.GetUtcNow().AddDays(1),
    };
}
