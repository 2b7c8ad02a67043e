using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;

namespace SemanticCache.Core.Tests.Privacy;

/// <summary>Scans texts for tests.</summary>
internal static class Scan
{
    /// <summary>Returns what was found of some kinds, as it stands in the text.</summary>
    public static string[] For(PersonalDataKinds kinds, string text, string region = PhoneRegions.Default) =>
        [.. PersonalDataScanner.Find(text, kinds, region)!.Select(span => text.Substring(span.Start, span.Length))];
}
