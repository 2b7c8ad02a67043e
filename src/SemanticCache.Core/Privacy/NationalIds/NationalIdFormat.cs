using System.Text.RegularExpressions;

namespace SemanticCache.Core.Privacy.NationalIds;

/// <summary>How a state writes the numbers of persons.</summary>
/// <param name="Name">The name, as in the table of words.</param>
/// <param name="Shape">What such a number looks like; what it matches has a bounded length.</param>
/// <param name="IsValid">Whether a match, in capitals and without separators, can be one.</param>
/// <param name="NeedsName">Whether a match, as it is written, is one only behind a word that says so.</param>
internal sealed record NationalIdFormat(string Name, Regex Shape, Func<string, bool> IsValid, Func<string, bool> NeedsName);
