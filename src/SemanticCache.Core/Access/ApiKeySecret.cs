using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SemanticCache.Core.Access;

/// <summary>A whole key, as its holder sends it: <c>sc_</c>, an identifier of 16 digits, <c>_</c> and 32 random bytes in base64url.</summary>
/// <param name="Id">The readable part.</param>
/// <param name="Text">The whole key.</param>
internal readonly record struct ApiKeySecret(string Id, string Text)
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "sc_";

    private const int IdBytes = 8;
    private const int RandomBytes = 32;
    private const int IdEnd = 3 + (2 * IdBytes);
    private const int Length = IdEnd + 1 + 43;

    /// <summary>Makes a new key.</summary>
    public static ApiKeySecret New()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        return new ApiKeySecret(id, $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}");
    }

    /// <summary>Returns the identifier in a key; null where it cannot be one of ours.</summary>
    public static string? IdOf(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && text[IdEnd] == '_' ? text[Prefix.Length..IdEnd] : null;

    /// <summary>Writes the hash of a key, 32 bytes; a random key of 256 bits needs no slow one.</summary>
    public static void Hash(string text, Span<byte> hash) => SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
}
