using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Rows;

/// <summary>Reads and writes the rows of the table of labels.</summary>
internal static class LabelRows
{
    private const string Insert =
        """
        INSERT OR REPLACE INTO labels (namespace, entry, answered_at, question, score, is_right, origin, at)
        VALUES ($namespace, $entry, $answeredAt, $question, $score, $isRight, $origin, $at)
        """;

    private const string Trim =
        """
        DELETE FROM labels WHERE namespace = $namespace
            AND seq <= (SELECT seq FROM labels WHERE namespace = $namespace ORDER BY seq DESC LIMIT 1 OFFSET $keep)
        """;

    private const string Select =
        "SELECT entry, answered_at, question, score, is_right, origin, at FROM labels WHERE namespace = $namespace ORDER BY seq";

    private const string DeleteAll = "DELETE FROM labels WHERE namespace = $namespace";

    private const string DeleteOfWording = "DELETE FROM labels WHERE namespace = $namespace AND (entry = $wording OR question = $wording)";

    /// <summary>Stores a label in place of the one of the same entry and question.</summary>
    public static void Add(SqliteSession session, HitLabel label) => session.Execute(
        Insert,
        ("$namespace", label.Namespace),
        ("$entry", EntryRows.BytesOf(label.Entry)),
        ("$answeredAt", label.AnsweredAt.UtcTicks),
        ("$question", EntryRows.BytesOf(label.Question)),
        ("$score", label.Score),
        ("$isRight", label.IsRight ? 1 : 0),
        ("$origin", (long)label.Origin),
        ("$at", label.At.UtcTicks));

    /// <summary>Deletes all but the newest labels of a namespace.</summary>
    public static void KeepNewest(SqliteSession session, string namespaceName, int keep) =>
        session.Execute(Trim, ("$namespace", namespaceName), ("$keep", keep));

    /// <summary>Deletes the labels of a namespace and returns how many.</summary>
    public static int Delete(SqliteSession session, string namespaceName) => session.Execute(DeleteAll, ("$namespace", namespaceName));

    /// <summary>Deletes the labels of a namespace whose entry or question it is, and returns how many.</summary>
    public static int Delete(SqliteSession session, string namespaceName, EntryId wording) =>
        session.Execute(DeleteOfWording, ("$namespace", namespaceName), ("$wording", EntryRows.BytesOf(wording)));

    /// <summary>Returns the labels of a namespace in the order in which they were stored; a row that makes no sense is left out.</summary>
    public static List<HitLabel> List(SqliteSession session, string namespaceName)
    {
        var labels = new List<HitLabel>();
        using var row = session.Query(Select, ("$namespace", namespaceName));
        while (row.Read())
        {
            if (row.GetDouble(3) is var score && double.IsFinite(score) && row.GetInt64(5) is >= 0 and <= (long)LabelOrigin.Feedback and var origin)
            {
                labels.Add(new HitLabel
                {
                    Namespace = namespaceName,
                    Entry = EntryRows.ReadId(row, 0),
                    AnsweredAt = EntryRows.ReadTime(row, 1),
                    Question = EntryRows.ReadId(row, 2),
                    Score = score,
                    IsRight = row.GetInt64(4) != 0,
                    Origin = (LabelOrigin)origin,
                    At = EntryRows.ReadTime(row, 6),
                });
            }
        }

        return labels;
    }
}
