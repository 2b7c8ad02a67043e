namespace SemanticCache.Core.Policies;

/// <summary>The kinds of personal data that are looked for.</summary>
[Flags]
public enum PersonalDataKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>E-mail addresses of persons.</summary>
    Email = 1,

    /// <summary>Telephone numbers.</summary>
    Phone = 2,

    /// <summary>Numbers of payment cards.</summary>
    Card = 4,

    /// <summary>International bank account numbers.</summary>
    Iban = 8,

    /// <summary>Numbers by which states know persons.</summary>
    NationalId = 16,

    /// <summary>All kinds.</summary>
    All = Email | Phone | Card | Iban | NationalId,
}
