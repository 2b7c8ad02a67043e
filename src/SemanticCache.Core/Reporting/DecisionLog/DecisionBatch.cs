using System.Globalization;
using System.Text.Json;
using SemanticCache.Core.Records;
using ZstdSharp;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>Decisions that are written as one record; each is found again by the batch and its place in it.</summary>
internal static class DecisionBatch
{
    private const char Separator = '-';

    // More than the decisions of a batch can come to, each with the longest question.
    private const int LargestBatch = 16 * 1024 * 1024;

    /// <summary>Returns the identifier of a decision.</summary>
    public static string IdOf(string batch, int place) => $"{batch}{Separator}{place.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Splits the identifier of a decision; false where it is none.</summary>
    public static bool TryParse(string id, out string batch, out int place)
    {
        var at = id.LastIndexOf(Separator);
        batch = at > 0 ? id[..at] : "";
        place = 0;
        return at > 0 && int.TryParse(id.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out place);
    }

    /// <summary>Returns the record of a batch.</summary>
    public static StoredRecord Record(string namespaceName, string batch, IReadOnlyList<LoggedDecision> decisions) => new()
    {
        Kind = RecordKinds.Decisions,
        Id = batch,
        Owner = namespaceName,
        At = decisions[^1].At,
        Content = Compress(JsonSerializer.SerializeToUtf8Bytes(decisions, DecisionJson.Default.IReadOnlyListLoggedDecision)),
    };

    /// <summary>Reads the decisions of a record.</summary>
    /// <exception cref="JsonException">The record holds none.</exception>
    public static LoggedDecision[] Decode(StoredRecord record)
    {
        var decisions = JsonSerializer.Deserialize(Decompress(record.Content.Span), DecisionJson.Default.LoggedDecisionArray) ?? [];
        return [.. decisions.Select((decision, place) => decision with { Id = IdOf(record.Id, place) })];
    }

    // Decisions are much alike, and there may be many.
    private static byte[] Compress(byte[] json)
    {
        using var compressor = new Compressor();
        return compressor.Wrap(json).ToArray();
    }

    private static byte[] Decompress(ReadOnlySpan<byte> compressed)
    {
        try
        {
            using var decompressor = new Decompressor();
            return decompressor.Unwrap(compressed, LargestBatch).ToArray();
        }
        catch (ZstdException damage)
        {
            throw new JsonException("The batch cannot be decompressed.", damage);
        }
    }
}
