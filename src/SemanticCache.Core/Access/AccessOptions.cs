using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Access;

/// <summary>Who may call.</summary>
public sealed class AccessOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Access";

    private const int ShortestAdminKey = 32;

    /// <summary>Gets or sets whether callers need a key.</summary>
    /// <value>The default, null, means as soon as there is a key, or <see cref="AdminKey"/> is set.</value>
    public bool? Required { get; set; }

    /// <summary>Gets or sets a key with the role of an admin of every tenant, to create the first keys with.</summary>
    /// <value>At least 32 characters that begin with <c>sc_</c>; the default is empty, no such key.</value>
    public string AdminKey { get; set; } = "";

    /// <summary>Gets or sets how often the times at which keys were last used are written down.</summary>
    /// <value>More than zero; the default is one minute.</value>
    public TimeSpan LastUseInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdminKey.Length > 0 && (AdminKey.Length < ShortestAdminKey || !AdminKey.StartsWith(ApiKeySecret.Prefix, StringComparison.Ordinal)))
        {
            yield return new ValidationResult($"{SectionName}:{nameof(AdminKey)}: must begin with {ApiKeySecret.Prefix} and have at least {ShortestAdminKey} characters.", [nameof(AdminKey)]);
        }

        if (LastUseInterval <= TimeSpan.Zero)
        {
            yield return new ValidationResult($"{SectionName}:{nameof(LastUseInterval)}: must be more than zero.", [nameof(LastUseInterval)]);
        }
    }
}
