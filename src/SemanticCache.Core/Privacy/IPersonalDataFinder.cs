using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Privacy;

/// <summary>Finds one kind of personal data, in time that grows with the text's length and no faster.</summary>
internal interface IPersonalDataFinder
{
    /// <summary>The kind.</summary>
    PersonalDataKinds Kind { get; }

    /// <summary>Notes all that a text holds of it.</summary>
    void Find(PersonalDataScan scan);
}
