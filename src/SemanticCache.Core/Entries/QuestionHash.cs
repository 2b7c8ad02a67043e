using System.Security.Cryptography;
using System.Text;

namespace SemanticCache.Core.Entries;

/// <summary>The indexed stand-in of a question's text.</summary>
public static class QuestionHash
{
    private const int Size = 16;

    /// <summary>Returns 128 bits of SHA-256: callers choose the text, so equal hashes must mean equal texts.</summary>
    public static byte[] Of(string question) => SHA256.HashData(Encoding.UTF8.GetBytes(question))[..Size];
}
