using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Privacy;

/// <summary>The tag by which the entries of one person are found again; it does not tell who that is.</summary>
internal static class SubjectTag
{
    /// <summary>What these tags begin with; nobody else may set one.</summary>
    public const string Prefix = "subject:";

    private const int Digits = 32;

    /// <summary>Tells whether a tag is reserved.</summary>
    public static bool IsReserved(string tag) => tag.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Returns the tag of a person in a namespace.</summary>
    public static string Of(string namespaceName, string subject)
    {
        // No name of a namespace holds a line break, so no two pairs give the same text.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{namespaceName}\n{subject}"));
        return Prefix + Convert.ToHexStringLower(hash)[..Digits];
    }

    /// <summary>Returns the tags of the entry that a request writes: its own, and that of the person whom it names.</summary>
    public static ImmutableArray<string> TagsFor(ScopedRequest request)
    {
        var tags = request.Request.Controls.Tags;
        return SubjectOf(request) is { } subject ? tags.Add(subject) : tags;
    }

    /// <summary>Tells whether an entry was written for the person whom a request names, or both are nobody's.</summary>
    public static bool IsOfSame(ScopedRequest request, ImmutableArray<string> tags) => tags.FirstOrDefault(IsReserved) == SubjectOf(request);

    /// <summary>Returns the tag of the person whom a request names; null for nobody.</summary>
    public static string? SubjectOf(ScopedRequest request) =>
        request.Policy.SubjectAttribute is { Length: > 0 } attribute && request.Request.Attributes.GetValueOrDefault(attribute, "") is { Length: > 0 } subject
            ? Of(request.Namespace.Name, subject)
            : null;
}
