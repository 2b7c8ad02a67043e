using System.Buffers;
using System.IO.Hashing;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using MessagePack;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Conformance;

namespace SemanticCache.Store.Embedded.Tests.Entries;

public sealed class EntryCodecTests
{
    private static readonly EntryContent Sample = EntryContent.Of(SampleEntries.Create(1));

    [Property]
    public void Decode_AnyEncodedContent_ReturnsIt(
        UnicodeString question, UnicodeString[] texts, int tokens, (UnicodeString, UnicodeString)[] pairs)
    {
        var content = new EntryContent(
            WellFormed(question),
            new Answer
            {
                Text = string.Concat(texts.Select(WellFormed)),
                ToolCalls = [.. pairs.Select(pair => new ToolCall(WellFormed(pair.Item1), WellFormed(pair.Item2), WellFormed(question)))],
                FinishReason = WellFormed(question),
                Model = WellFormed(question),
                Usage = new TokenUsage(tokens, -tokens),
            },
            [.. texts.Select(WellFormed)],
            [.. pairs.Select(pair => new SourceReference(WellFormed(pair.Item1), WellFormed(pair.Item2)))]);

        AssertSame(content, EntryCodec.Decode(EntryCodec.Encode(content)));
    }

    [Fact]
    public void Decode_LoneSurrogate_IsReplaced()
    {
        var content = EntryCodec.Decode(EntryCodec.Encode(Sample with { Question = "a\ud800b" }));

        Assert.Equal("a\ufffdb", content.Question);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3_000)]
    [InlineData(EntryCodec.CompressedFromBytes)]
    [InlineData(1_000_000)]
    public void Decode_AnswerOfAnyLength_ReturnsIt(int length)
    {
        var content = Sample with { Answer = Sample.Answer with { Text = new string('é', length) } };

        AssertSame(content, EntryCodec.Decode(EntryCodec.Encode(content)));
    }

    [Fact]
    public void Encode_LongAnswer_IsCompressed()
    {
        var content = Sample with { Answer = new Answer { Text = string.Concat(Enumerable.Repeat("Open the settings. ", 1_000)) } };

        Assert.InRange(EntryCodec.Encode(content).Length, 1, 2_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6_000)]
    public void Decode_AnyByteChanged_Throws(int length)
    {
        var bytes = EntryCodec.Encode(Sample with { Answer = Sample.Answer with { Text = new string('a', length) } });
        for (var index = 0; index < bytes.Length; index++)
        {
            var damaged = bytes.ToArray();
            damaged[index] ^= 0x21;
            Assert.Throws<CorruptEntryException>(() => EntryCodec.Decode(damaged));
        }
    }

    [Fact]
    public void Decode_AnyTruncation_Throws()
    {
        var bytes = EntryCodec.Encode(Sample);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<CorruptEntryException>(() => EntryCodec.Decode(bytes.AsMemory(0, length)));
        }
    }

    [Property]
    public void Decode_AnyBytesWithTheRightChecksum_ReturnsContentOrThrowsCorruptEntry(byte[] body, bool isCompressed)
    {
        if (body.Length == 0)
        {
            return;
        }

        var exception = Record.Exception(() => EntryCodec.Decode(Seal(body, isCompressed ? (byte)1 : (byte)0)));

        Assert.True(exception is null or CorruptEntryException, exception?.ToString());
    }

    [Fact]
    public void Decode_HugeDeclaredLengths_ThrowsWithoutAllocatingThem()
    {
        byte[] arrayOfTwoBillion = [0x82, 0, 0xA1, 0x78, 7, 0xDD, 0x7F, 0xFF, 0xFF, 0xFF];
        byte[] textOfTwoBillion = [0x81, 0, 0xDB, 0x7F, 0xFF, 0xFF, 0xFF, 0x78];

        Assert.Throws<CorruptEntryException>(() => EntryCodec.Decode(Seal(arrayOfTwoBillion, 0)));
        Assert.Throws<CorruptEntryException>(() => EntryCodec.Decode(Seal(textOfTwoBillion, 0)));
    }

    [Fact]
    public void Decode_UnknownVersion_Throws()
    {
        var bytes = EntryCodec.Encode(Sample);
        bytes[0] = EntryCodec.Version + 1;

        var exception = Assert.Throws<CorruptEntryException>(() => EntryCodec.Decode(bytes));

        Assert.Contains("unknown format 2.0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_MemberOfALaterVersion_IsLeftOut()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(2);
        writer.Write(99);
        writer.WriteArrayHeader(2);
        writer.Write("new");
        writer.Write(1);
        writer.Write(0);
        writer.Write("question");
        writer.Flush();

        Assert.Equal("question", EntryCodec.Decode(Seal(buffer.WrittenSpan.ToArray(), 0)).Question);
    }

    // Canonical text has no lone surrogates; the generated texts may.
    private static string WellFormed(UnicodeString text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));

    private static byte[] Seal(byte[] body, byte flags)
    {
        var checksum = XxHash3.HashToUInt64(body, (flags << 8) | EntryCodec.Version);
        return [EntryCodec.Version, flags, .. BitConverter.GetBytes(checksum), .. body];
    }

    private static void AssertSame(EntryContent expected, EntryContent actual)
    {
        Assert.Equal(expected.Question, actual.Question);
        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(expected.Sources, actual.Sources);
        Assert.Equal(expected.Answer.ToolCalls, actual.Answer.ToolCalls);
        Assert.Equal(expected.Answer, actual.Answer with { ToolCalls = expected.Answer.ToolCalls });
    }
}
