using System.Collections.Immutable;
using MessagePack;

namespace SemanticCache.Core.Entries;

/// <content>Reading.</content>
public static partial class EntryCodec
{
    private static readonly MessagePackSecurity Security = MessagePackSecurity.UntrustedData;

    private static EntryContent ReadBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = new MessagePackReader(body);
            var content = ReadContent(ref reader);
            return reader.End ? content : throw new CorruptEntryException("The entry has bytes behind its end.");
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException
            or OverflowException or ArgumentOutOfRangeException or InsufficientExecutionStackException)
        {
            throw new CorruptEntryException("The entry's content cannot be read.", exception);
        }
    }

    private static EntryContent ReadContent(ref MessagePackReader reader)
    {
        Security.DepthStep(ref reader);
        var question = default(string);
        var answer = new Answer { Text = "" };
        var tags = ImmutableArray<string>.Empty;
        var sources = ImmutableArray<SourceReference>.Empty;
        var answerVector = ReadOnlyMemory<float>.Empty;
        var life = default(TimeSpan?);
        for (var members = reader.ReadMapHeader(); members > 0; members--)
        {
            var key = reader.ReadInt32();
            switch (key)
            {
                case Keys.Question:
                    question = ReadText(ref reader);
                    break;
                case Keys.Tags:
                    tags = ReadTags(ref reader);
                    break;
                case Keys.Sources:
                    sources = ReadSources(ref reader);
                    break;
                case Keys.AnswerVector:
                    answerVector = HalfVector.Read(reader.ReadBytes() ?? throw new CorruptEntryException("The entry lacks a vector."));
                    break;
                case Keys.TimeToLive:
                    life = TimeSpan.FromTicks(reader.ReadInt64());
                    break;
                default:
                    answer = ReadAnswerMember(ref reader, key, answer);
                    break;
            }
        }

        reader.Depth--;
        return new EntryContent(question ?? throw new CorruptEntryException("The entry has no question."), answer, tags, sources, answerVector, life);
    }

    private static Answer ReadAnswerMember(ref MessagePackReader reader, int key, Answer answer)
    {
        switch (key)
        {
            case Keys.Text:
                return answer with { Text = ReadText(ref reader) };
            case Keys.ToolCalls:
                return answer with { ToolCalls = ReadToolCalls(ref reader) };
            case Keys.FinishReason:
                return answer with { FinishReason = ReadText(ref reader) };
            case Keys.Model:
                return answer with { Model = ReadText(ref reader) };
            case Keys.InputTokens:
                return answer with { Usage = answer.Usage with { InputTokens = reader.ReadInt32() } };
            case Keys.OutputTokens:
                return answer with { Usage = answer.Usage with { OutputTokens = reader.ReadInt32() } };
            default:
                reader.Skip();
                return answer;
        }
    }

    private static ImmutableArray<ToolCall> ReadToolCalls(ref MessagePackReader reader)
    {
        var calls = ImmutableArray.CreateBuilder<ToolCall>();
        for (var remaining = reader.ReadArrayHeader(); remaining > 0; remaining--)
        {
            ReadTupleHeader(ref reader, 3);
            calls.Add(new ToolCall(ReadText(ref reader), ReadText(ref reader), ReadText(ref reader)));
        }

        return calls.DrainToImmutable();
    }

    private static ImmutableArray<string> ReadTags(ref MessagePackReader reader)
    {
        var tags = ImmutableArray.CreateBuilder<string>();
        for (var remaining = reader.ReadArrayHeader(); remaining > 0; remaining--)
        {
            tags.Add(ReadText(ref reader));
        }

        return tags.DrainToImmutable();
    }

    private static ImmutableArray<SourceReference> ReadSources(ref MessagePackReader reader)
    {
        var sources = ImmutableArray.CreateBuilder<SourceReference>();
        for (var remaining = reader.ReadArrayHeader(); remaining > 0; remaining--)
        {
            ReadTupleHeader(ref reader, 2);
            sources.Add(new SourceReference(ReadText(ref reader), ReadText(ref reader)));
        }

        return sources.DrainToImmutable();
    }

    private static void ReadTupleHeader(ref MessagePackReader reader, int members)
    {
        if (reader.ReadArrayHeader() != members)
        {
            throw new CorruptEntryException("The entry has a list member of unknown shape.");
        }
    }

    private static string ReadText(ref MessagePackReader reader) =>
        reader.ReadString() ?? throw new CorruptEntryException("The entry lacks a text.");
}
