using Microsoft.Extensions.Options;

namespace SemanticCache.Store.Qdrant;

/// <summary>Checks the settings, each by itself and what they say together.</summary>
internal sealed partial class QdrantStoreOptionsValidator : IValidateOptions<QdrantStoreOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, QdrantStoreOptions options)
    {
        var annotated = new Annotations().Validate(name, options);
        var mistakes = (annotated.Failures ?? []).Concat(MistakesOf(options)).ToArray();
        return mistakes.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> MistakesOf(QdrantStoreOptions options)
    {
        if (!options.Address.IsAbsoluteUri || options.Address.Scheme is not ("http" or "https"))
        {
            yield return $"{QdrantStoreOptions.SectionName}:Address: '{options.Address}' is no http or https address.";
        }

        if (options.WriteConsistencyFactor > options.ReplicationFactor)
        {
            yield return $"{QdrantStoreOptions.SectionName}:WriteConsistencyFactor: {options.WriteConsistencyFactor} copies cannot have a write where ReplicationFactor makes {options.ReplicationFactor}.";
        }
    }

    [OptionsValidator]
    private sealed partial class Annotations : IValidateOptions<QdrantStoreOptions>;
}
