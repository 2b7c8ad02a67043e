using System.Buffers;
using System.Collections.Immutable;
using MessagePack;

namespace SemanticCache.Core.Entries;

/// <content>Writing.</content>
public static partial class EntryCodec
{
    private static void WriteBody(IBufferWriter<byte> buffer, EntryContent content)
    {
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(9 + (content.AnswerVector.IsEmpty ? 0 : 1) + (content.TimeToLive is null ? 0 : 1));
        writer.Write(Keys.Question);
        writer.Write(content.Question);
        writer.Write(Keys.Text);
        writer.Write(content.Answer.Text);
        writer.Write(Keys.ToolCalls);
        WriteToolCalls(ref writer, content.Answer.ToolCalls);
        writer.Write(Keys.FinishReason);
        writer.Write(content.Answer.FinishReason);
        writer.Write(Keys.Model);
        writer.Write(content.Answer.Model);
        writer.Write(Keys.InputTokens);
        writer.Write(content.Answer.Usage.InputTokens);
        writer.Write(Keys.OutputTokens);
        writer.Write(content.Answer.Usage.OutputTokens);
        writer.Write(Keys.Tags);
        WriteTags(ref writer, content.Tags);
        writer.Write(Keys.Sources);
        WriteSources(ref writer, content.Sources);
        if (!content.AnswerVector.IsEmpty)
        {
            writer.Write(Keys.AnswerVector);
            writer.Write(HalfVector.ToBytes(content.AnswerVector.Span));
        }

        if (content.TimeToLive is { } life)
        {
            writer.Write(Keys.TimeToLive);
            writer.Write(life.Ticks);
        }

        writer.Flush();
    }

    private static void WriteToolCalls(ref MessagePackWriter writer, ImmutableArray<ToolCall> calls)
    {
        writer.WriteArrayHeader(calls.IsDefault ? 0 : calls.Length);
        foreach (var call in calls.IsDefault ? [] : calls)
        {
            writer.WriteArrayHeader(3);
            writer.Write(call.Id);
            writer.Write(call.Name);
            writer.Write(call.Arguments);
        }
    }

    private static void WriteTags(ref MessagePackWriter writer, ImmutableArray<string> tags)
    {
        writer.WriteArrayHeader(tags.IsDefault ? 0 : tags.Length);
        foreach (var tag in tags.IsDefault ? [] : tags)
        {
            writer.Write(tag);
        }
    }

    private static void WriteSources(ref MessagePackWriter writer, ImmutableArray<SourceReference> sources)
    {
        writer.WriteArrayHeader(sources.IsDefault ? 0 : sources.Length);
        foreach (var source in sources.IsDefault ? [] : sources)
        {
            writer.WriteArrayHeader(2);
            writer.Write(source.Id);
            writer.Write(source.Version);
        }
    }

    /// <summary>The keys of the map; a number is never used for another meaning.</summary>
    private static class Keys
    {
        public const int Question = 0;
        public const int Text = 1;
        public const int ToolCalls = 2;
        public const int FinishReason = 3;
        public const int Model = 4;
        public const int InputTokens = 5;
        public const int OutputTokens = 6;
        public const int Tags = 7;
        public const int Sources = 8;
        public const int AnswerVector = 9;
        public const int TimeToLive = 10;
    }
}
