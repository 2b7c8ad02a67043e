using System.Reflection;

namespace SemanticCache.Core.Tests.Decisions.Guards;

/// <summary>Reads the pairs of questions that a guard must refuse or let pass.</summary>
internal static class GuardCases
{
    /// <summary>Returns the pairs of a guard's file.</summary>
    public static IEnumerable<GuardCase> Of(string guard)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"GuardCases.{guard}.txt")
            ?? throw new InvalidOperationException($"There are no cases of the guard {guard}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var parts = line.Split('|', 3, StringSplitOptions.TrimEntries);
                yield return new GuardCase(guard, IsRefused(parts[0]), parts[1], parts[2]);
            }
        }
    }

    private static bool IsRefused(string verdict) => verdict switch
    {
        "refuse" => true,
        "pass" => false,
        _ => throw new InvalidOperationException($"'{verdict}' is neither refuse nor pass."),
    };
}
