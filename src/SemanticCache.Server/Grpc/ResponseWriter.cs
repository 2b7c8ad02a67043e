using Google.Protobuf.WellKnownTypes;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>Writes outcomes and answers to the wire.</summary>
internal static class ResponseWriter
{
    /// <summary>Writes where an answer comes from, and, to callers who may see it, how near it was.</summary>
    public static CacheMetadata Metadata(CacheOutcome outcome, Caller caller)
    {
        var metadata = new CacheMetadata { Outcome = OutcomeOf(outcome.Kind), Reason = outcome.Reason };
        if (caller.MayExplain && outcome.Similarity is { } similarity)
        {
            metadata.Similarity = similarity;
        }

        if (caller.MayExplain && outcome.Decision?.Decisive?.Confidence is { } confidence)
        {
            metadata.Confidence = confidence;
        }

        if (outcome.Route is { } route)
        {
            metadata.Route = Route(route);
        }

        if (outcome.Entry is { } entry)
        {
            metadata.EntryId = entry.Id.ToString();
            metadata.Question = caller.MayExplain ? entry.Question : "";
            metadata.Age = Duration.FromTimeSpan(outcome.Age);
            metadata.ExpireTime = entry.ExpiresAt.ToTimestamp();
        }

        return metadata;
    }

    /// <summary>Writes an answer.</summary>
    public static Protocol.V1.Answer Answer(Core.Entries.Answer answer)
    {
        var written = new Protocol.V1.Answer
        {
            Text = answer.Text,
            FinishReason = answer.FinishReason,
            Model = answer.Model,
            Usage = Usage(answer.Usage),
        };
        written.ToolCalls.AddRange(answer.ToolCalls.Select(
            call => new Protocol.V1.ToolCall { Id = call.Id, Name = call.Name, Arguments = call.Arguments }));
        return written;
    }

    /// <summary>Writes the tokens of an answer.</summary>
    public static Protocol.V1.TokenUsage Usage(Core.Entries.TokenUsage usage) =>
        new() { InputTokens = usage.InputTokens, OutputTokens = usage.OutputTokens, CachedInputTokens = usage.CachedInputTokens };

    /// <summary>Writes the evidence behind a decision.</summary>
    public static Explanation Explain(Core.Decisions.Decision decision)
    {
        var explanation = new Explanation
        {
            SimilarityThreshold = decision.Bars.Similarity,
            MinimumConfidence = decision.Bars.Confidence,
        };
        explanation.Candidates.AddRange(decision.Verdicts.Select(Verdict));
        return explanation;
    }

    /// <summary>Writes an entry.</summary>
    public static Entry Entry(CacheEntry entry)
    {
        var written = new Entry
        {
            Id = entry.Id.ToString(),
            Namespace = entry.Namespace,
            Question = entry.Question,
            Answer = Answer(entry.Answer),
            CreateTime = entry.CreatedAt.ToTimestamp(),
            ExpireTime = entry.ExpiresAt.ToTimestamp(),
            LastUseTime = entry.LastUsedAt.ToTimestamp(),
            HitCount = entry.HitCount,
            GoodFeedbackCount = entry.Feedback.Good,
            BadFeedbackCount = entry.Feedback.Bad,
            Semantic = !entry.Vector.IsEmpty,
            Pinned = entry.IsPinned,
        };
        written.Tags.AddRange(entry.Tags);
        written.Sources.AddRange(entry.Sources.Select(
            source => new Protocol.V1.SourceReference { Id = source.Id, Version = source.Version }));
        return written;
    }

    private static RouteChoice Route(Core.Upstream.Routes.RouteChoice choice)
    {
        var written = new RouteChoice { Name = choice.Route };
        written.Shaping.AddRange(choice.Shaping);
        if (choice.Rule is { } rule)
        {
            written.Rule = rule;
        }

        return written;
    }

    private static CandidateVerdict Verdict(Core.Decisions.CandidateVerdict verdict)
    {
        var written = new CandidateVerdict
        {
            EntryId = verdict.Candidate.Entry.Id.ToString(),
            Question = verdict.Candidate.Question,
            Similarity = verdict.Candidate.Similarity,
            Reason = WireName.Of(verdict.Reason),
            Alias = verdict.Candidate.Alias is not null,
            Guard = verdict.Refusal?.Guard ?? "",
            GuardReason = verdict.Refusal?.Reason ?? "",
            QuestionSpan = verdict.Refusal?.QuestionSpan ?? "",
            CandidateSpan = verdict.Refusal?.CandidateSpan ?? "",
        };
        if (verdict.Probability is { } probability)
        {
            written.Probability = probability;
        }

        if (verdict.Confidence is { } confidence)
        {
            written.Confidence = confidence;
        }

        return written;
    }

    public static Outcome OutcomeOf(CacheOutcomeKind kind) => kind switch
    {
        CacheOutcomeKind.ExactHit => Outcome.ExactHit,
        CacheOutcomeKind.SemanticHit => Outcome.SemanticHit,
        CacheOutcomeKind.StaleHit => Outcome.StaleHit,
        CacheOutcomeKind.Joined => Outcome.Joined,
        CacheOutcomeKind.Miss => Outcome.Miss,
        CacheOutcomeKind.Bypass => Outcome.Bypass,
        _ => Outcome.Unspecified,
    };
}
