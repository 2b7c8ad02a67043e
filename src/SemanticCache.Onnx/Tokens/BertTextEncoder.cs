using Microsoft.ML.Tokenizers;
using SemanticCache.Onnx.Manifests;

namespace SemanticCache.Onnx.Tokens;

/// <summary>Turns text into a BERT model's input; never truncates, and never lets text become a special token.</summary>
internal sealed class BertTextEncoder
{
    // WordPiece takes longer words as unknown, and each of its tokens has a character at least.
    private const int MostTokensOfAWord = 100;

    private readonly BertTextNormalizer _normalizer;
    private readonly BertTokenizer _tokenizer;

    /// <summary>Reads the folder's vocabulary; throws <see cref="InvalidModelException"/> where it lacks a special token.</summary>
    public BertTextEncoder(ModelFolder folder)
    {
        var manifest = folder.Tokenizer;
        _normalizer = new BertTextNormalizer(manifest.Lowercase, manifest.StripAccents);
        _tokenizer = CreateOrThrow(folder);
        MaxTokens = folder.Manifest.MaxTokens;
        MaxTokensEach = folder.Manifest.MaxTokensEach;
    }

    /// <summary>The longest input in tokens, with the special ones.</summary>
    public int MaxTokens { get; }

    /// <summary>The longest text of a pair in tokens, without the special ones.</summary>
    public int MaxTokensEach { get; }

    /// <summary>The id that fills a batch's shorter texts.</summary>
    public int PaddingId => _tokenizer.PaddingTokenId;

    /// <summary>Encodes <c>[CLS] text [SEP]</c>; false when that is longer than the window.</summary>
    public bool TryEncode(string text, out EncodedText encoded)
    {
        encoded = default;
        if (!TryCut(text, MaxTokens - 2, out var tokens))
        {
            return false;
        }

        int[] ids = [_tokenizer.ClassificationTokenId, .. tokens, _tokenizer.SeparatorTokenId];
        encoded = new EncodedText(ids, ids.Length);
        return true;
    }

    /// <summary>Encodes <c>[CLS] first [SEP] second [SEP]</c>; false when one text or the whole is longer than its limit.</summary>
    public bool TryEncodePair(string first, string second, out EncodedText encoded)
    {
        encoded = default;
        if (!TryCut(first, MaxTokensEach, out var firstTokens)
            || !TryCut(second, MaxTokensEach, out var secondTokens)
            || firstTokens.Count + secondTokens.Count + 3 > MaxTokens)
        {
            return false;
        }

        var separator = _tokenizer.SeparatorTokenId;
        int[] ids = [_tokenizer.ClassificationTokenId, .. firstTokens, separator, .. secondTokens, separator];
        encoded = new EncodedText(ids, firstTokens.Count + 2);
        return true;
    }

    /// <summary>Tells whether the input holds a word or sign that the vocabulary lacks: all of these have one and the same token.</summary>
    public bool HasUnknown(EncodedText encoded) => encoded.Ids.AsSpan().Contains(_tokenizer.UnknownTokenId);

    /// <summary>Makes an input of so many tokens without a text; of a verifier, half of it is the pair's second.</summary>
    public EncodedText Fill(int tokens)
    {
        var ids = new int[tokens];
        Array.Fill(ids, _tokenizer.UnknownTokenId);
        ids[0] = _tokenizer.ClassificationTokenId;
        ids[^1] = _tokenizer.SeparatorTokenId;
        return new EncodedText(ids, MaxTokensEach > 0 ? tokens / 2 : tokens);
    }

    private static BertTokenizer CreateOrThrow(ModelFolder folder)
    {
        var manifest = folder.Tokenizer;
        try
        {
            return BertTokenizer.Create(folder.VocabularyPath, new BertOptions
            {
                ApplyBasicTokenization = false,
                LowerCaseBeforeTokenization = false,
                RemoveNonSpacingMarks = false,
                IndividuallyTokenizeCjk = false,
                SplitOnSpecialTokens = false,
                ClassificationToken = manifest.Cls,
                SeparatorToken = manifest.Sep,
                UnknownToken = manifest.Unk,
                PaddingToken = manifest.Pad,
            });
        }
        catch (ArgumentException exception)
        {
            throw new InvalidModelException(
                $"{folder.VocabularyPath}: is no vocabulary for the manifest's tokenizer: {exception.Message}", exception);
        }
    }

    private bool TryCut(string text, int maximum, out IReadOnlyList<int> tokens)
    {
        // Some tokens more than allowed tell "too long" without reading the rest of a huge text. One would not do: the tokenizer
        // stops before a word that does not fit whole, so that its count may stay at the maximum although text is left.
        var words = _normalizer.Normalize(text);
        tokens = _tokenizer.EncodeToIds(
            words, maximum + MostTokensOfAWord, addSpecialTokens: false, out _, out _, considerNormalization: false);
        return tokens.Count <= maximum;
    }
}
