using Microsoft.Extensions.DependencyInjection;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>The verifier that decisions ask, or none.</summary>
internal sealed class VerifierSlot
{
    /// <summary>Holds a verifier; null where the service has none.</summary>
    public VerifierSlot(IVerifier? verifier)
    {
        Verifier = verifier;
    }

    /// <summary>The verifier, or null.</summary>
    public IVerifier? Verifier { get; }

    /// <summary>Wraps the registered verifier; registered and switched off, it is null.</summary>
    public static VerifierSlot Create(IServiceProvider services) => services.GetService<IVerifier>() is { } inner
        ? new VerifierSlot(ActivatorUtilities.CreateInstance<ResilientVerifier>(services, inner))
        : new VerifierSlot(null);
}
