using System.Collections.Immutable;

namespace SemanticCache.Core.Policies;

/// <summary>The names of the kinds of personal data, as policies, redacted answers and the wire spell them.</summary>
internal static class PersonalDataNames
{
    private static readonly ImmutableArray<(PersonalDataKinds Kind, string Name)> Names =
    [
        (PersonalDataKinds.Email, "email"),
        (PersonalDataKinds.Phone, "phone"),
        (PersonalDataKinds.Card, "card"),
        (PersonalDataKinds.Iban, "iban"),
        (PersonalDataKinds.NationalId, "national_id"),
    ];

    /// <summary>All names.</summary>
    public static ImmutableArray<string> All { get; } = [.. Names.Select(pair => pair.Name)];

    /// <summary>Returns the names of some kinds.</summary>
    public static IEnumerable<string> Of(PersonalDataKinds kinds) => Names.Where(pair => kinds.HasFlag(pair.Kind)).Select(pair => pair.Name);

    /// <summary>Returns the kind of a name, or null.</summary>
    public static PersonalDataKinds? Find(string name) =>
        Names.Where(pair => pair.Name == name).Select(pair => (PersonalDataKinds?)pair.Kind).FirstOrDefault();
}
