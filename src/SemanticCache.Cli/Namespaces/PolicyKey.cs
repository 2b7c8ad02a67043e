using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary>A setting of a policy as it is written on the command line.</summary>
/// <param name="Name">The key.</param>
/// <param name="Field">The field of the wire's policy that it belongs to.</param>
/// <param name="Allowed">The allowed values, in words.</param>
/// <param name="TrySet">Sets the value; false when it is not allowed.</param>
/// <param name="Reset">Returns the setting to its default.</param>
internal sealed record PolicyKey(string Name, string Field, string Allowed, Func<Policy, string, bool> TrySet, Action<Policy> Reset);
