using System.IO.Compression;
using System.Text.Json;
using SemanticCache.TestUtils;

namespace SemanticCache.Onnx.Tests.Tokens;

public sealed class GoldenTokensTests
{
    /// <summary>The reference tokenizer makes special tokens of these texts' words; ours must not.</summary>
    private static readonly string[] TextsWithSpecialTokens = ["[CLS]", "[SEP] [MASK] [PAD] [UNK]", "a[SEP]b"];

    /// <summary>The one text beyond the window, which the reference truncates and ours refuses.</summary>
    private const int TextsTooLong = 1;

    [Fact]
    public void TryEncode_GoldenTexts_EqualsTheReferenceButForKnownDifferences()
    {
        var path = Path.Combine(RepositoryPaths.Shared, "golden", "wordpiece.jsonl.gz");
        Assert.SkipUnless(File.Exists(path), "The shared folder with golden/wordpiece.jsonl.gz is not beside the checkout.");
        var different = new List<string>();
        var tooLong = 0;
        var count = 0;
        foreach (var (text, ids) in Read(path))
        {
            count++;
            if (!ShippedEncoder.Embedder.TryEncode(text, out var encoded))
            {
                Assert.Equal(256, ids.Length);
                tooLong++;
            }
            else if (!encoded.Ids.SequenceEqual(ids))
            {
                different.Add(text);
            }
        }

        Assert.True(count > 14_000);
        Assert.Equal(TextsWithSpecialTokens, different);
        Assert.Equal(TextsTooLong, tooLong);
    }

    private static IEnumerable<(string Text, int[] Ids)> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var ids = json.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).ToArray();
            yield return (json.RootElement.GetProperty("text").GetString()!, ids);
        }
    }
}
