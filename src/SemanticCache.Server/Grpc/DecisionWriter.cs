using Google.Protobuf.WellKnownTypes;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;
using LoggedDecision = SemanticCache.Core.Reporting.DecisionLog.LoggedDecision;

namespace SemanticCache.Server.Grpc;

/// <summary>Writes decisions of the decision log to the wire, each entry's question with it.</summary>
internal sealed class DecisionWriter
{
    private readonly IEntryReader _entries;
    private readonly IReadOnlyDictionary<string, bool> _verdicts;
    private readonly Dictionary<Guid, string> _questions = [];

    /// <param name="entries">Where entries are read.</param>
    /// <param name="verdicts">What was said of decisions.</param>
    public DecisionWriter(IEntryReader entries, IReadOnlyDictionary<string, bool> verdicts)
    {
        _entries = entries;
        _verdicts = verdicts;
    }

    /// <summary>Writes a decision.</summary>
    public async Task<Protocol.V1.LoggedDecision> WriteAsync(LoggedDecision decision, CancellationToken cancellationToken)
    {
        var written = new Protocol.V1.LoggedDecision
        {
            DecisionId = decision.Id,
            Time = decision.At.ToTimestamp(),
            Tenant = decision.Tenant,
            Outcome = ResponseWriter.OutcomeOf(decision.Outcome),
            Withheld = decision.Withheld is { } withheld ? ResponseWriter.OutcomeOf(withheld) : Outcome.Unspecified,
            Reason = decision.Reason,
            Question = decision.Question,
            EntryId = decision.Entry is { } id ? new EntryId(id).ToString() : "",
            EntryQuestion = decision.Entry is { } entry ? await QuestionAsync(entry, cancellationToken) : "",
            Guard = decision.Guard,
            SimilarityThreshold = decision.SimilarityBar,
            MinimumConfidence = decision.ConfidenceBar,
            Saving = decision.Saving,
            Duration = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(decision.Milliseconds)),
            Verdict = _verdicts.TryGetValue(decision.Id, out var isRight) ? isRight ? Verdict.Good : Verdict.Bad : Verdict.Unspecified,
        };
        if (decision.Similarity is { } similarity)
        {
            written.Similarity = similarity;
        }

        if (decision.Confidence is { } confidence)
        {
            written.Confidence = confidence;
        }

        return written;
    }

    private async ValueTask<string> QuestionAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!_questions.TryGetValue(id, out var question))
        {
            _questions[id] = question = (await _entries.GetAsync(new EntryId(id), cancellationToken))?.Question ?? "";
        }

        return question;
    }
}
