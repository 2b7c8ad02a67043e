using Microsoft.Extensions.Options;

namespace SemanticCache.Store.Embedded;

/// <summary>Checks the annotations of <see cref="EmbeddedStoreOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class EmbeddedStoreOptionsValidator : IValidateOptions<EmbeddedStoreOptions>;
