using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Stores feedback with its entry; false when there is no such entry. A bad one deletes the entry's aliases.</summary>
internal sealed class FeedbackOperation : WriteOperation<bool>
{
    /// <summary>How many texts of feedback an entry keeps, the newest; the counts go on.</summary>
    public const int KeptPerEntry = 100;

    private const string Count =
        "UPDATE entries SET good = good + $good, bad = bad + $bad WHERE id = $id RETURNING seq, good, bad";

    private const string Insert =
        """
        INSERT INTO feedback (entry, is_good, question, correct_answer, at) VALUES ($entry, $isGood, $question, $answer, $at)
        """;

    private const string DeleteAliases = $"DELETE FROM aliases WHERE entry = $entry RETURNING {AliasRows.RemovedColumns}";

    private static readonly string Trim =
        $"""
        DELETE FROM feedback WHERE entry = $entry
            AND seq <= (SELECT seq FROM feedback WHERE entry = $entry ORDER BY seq DESC LIMIT 1 OFFSET {KeptPerEntry})
        """;

    private readonly EntryId _id;
    private readonly EntryFeedback _feedback;
    private FeedbackCounts _counts;
    private List<RemovedAlias> _removed = [];

    /// <summary>Prepares the feedback.</summary>
    public FeedbackOperation(EntryId id, EntryFeedback feedback)
    {
        _id = id;
        _feedback = feedback;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        Result = false;
        _removed = [];
        if (AddToCounts(session) is { } row)
        {
            Result = true;
            session.Execute(
                Insert,
                ("$entry", row),
                ("$isGood", _feedback.IsGood ? 1 : 0),
                ("$question", _feedback.Question),
                ("$answer", _feedback.CorrectAnswer),
                ("$at", _feedback.At.UtcTicks));
            session.Execute(Trim, ("$entry", row));
            _removed = _feedback.IsGood ? [] : AliasRows.Delete(session, DeleteAliases, ("$entry", row));
        }
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state)
    {
        if (Result)
        {
            state.Removed(_removed);
            state.Entries.Update(_id, _counts, static (entry, counts) => entry with { Feedback = counts });
        }
    }

    private long? AddToCounts(SqliteSession session)
    {
        using var counted = session.Query(
            Count,
            ("$good", _feedback.IsGood ? 1 : 0),
            ("$bad", _feedback.IsGood ? 0 : 1),
            ("$id", EntryRows.BytesOf(_id)));
        if (!counted.Read())
        {
            return null;
        }

        _counts = new FeedbackCounts(counted.GetInt32(1), counted.GetInt32(2));
        return counted.GetInt64(0);
    }
}
