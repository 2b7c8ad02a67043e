using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SemanticCache.Cli.Transfer;

/// <summary>Questions with their answers, a JSON object a line.</summary>
internal sealed class JsonlAnswerFile : IAnswerFile
{
    private const string TagsName = "tags";
    private const string PinnedName = "pinned";

    private readonly string _name;
    private readonly SortedSet<string> _unread = new(StringComparer.Ordinal);

    public JsonlAnswerFile(string name)
    {
        _name = name;
    }

    /// <inheritdoc/>
    public string Header => "";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Unread => _unread;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnswerLine> ReadAsync(int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var text in File.ReadLinesAsync(_name, cancellationToken))
        {
            if (++number >= from && text.Trim().Length > 0)
            {
                yield return Read(new AnswerLine(number, text));
            }
        }
    }

    private AnswerLine Read(AnswerLine line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.Text);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                return line with { Mistake = "is no JSON object" };
            }

            var row = new AnswerRow();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!TryAdd(row, member))
                {
                    return line with { Mistake = $"{member.Name}: must be {Wanted(member.Name)}" };
                }
            }

            return row.Read(line);
        }
        catch (JsonException mistake)
        {
            return line with { Mistake = $"is no JSON: {mistake.Message}" };
        }
    }

    private bool TryAdd(AnswerRow row, JsonProperty member)
    {
        if (!AnswerRow.Names.Contains(member.Name))
        {
            _unread.Add(member.Name);
            return true;
        }

        switch (member.Value.ValueKind)
        {
            case JsonValueKind.Null:
                return true;
            case JsonValueKind.Array when member.Name == TagsName && member.Value.EnumerateArray().All(tag => tag.ValueKind is JsonValueKind.String):
                row.Tags.AddRange(member.Value.EnumerateArray().Select(tag => tag.GetString()!));
                return true;
            case JsonValueKind.True or JsonValueKind.False when member.Name == PinnedName:
                row.Add(member.Name, member.Value.GetBoolean() ? "true" : "");
                return true;
            case JsonValueKind.String when member.Name is not (TagsName or PinnedName):
                row.Add(member.Name, member.Value.GetString()!);
                return true;
            default:
                return false;
        }
    }

    private static string Wanted(string name) => name switch
    {
        TagsName => "an array of strings",
        PinnedName => "true or false",
        _ => "a string",
    };
}
