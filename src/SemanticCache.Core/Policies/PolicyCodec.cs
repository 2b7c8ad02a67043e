using System.Text.Json;
using System.Text.Json.Nodes;

namespace SemanticCache.Core.Policies;

/// <summary>Writes policies as JSON and reads them back, for stores.</summary>
public static class PolicyCodec
{
    private static readonly NamespacePolicy Default = new();

    /// <summary>Writes a policy as UTF-8.</summary>
    public static byte[] Encode(NamespacePolicy policy) => JsonSerializer.SerializeToUtf8Bytes(policy, PolicyJson.Default.NamespacePolicy);

    /// <summary>Reads a policy; members that it lacks have their defaults, and members of later versions are left out.</summary>
    /// <exception cref="JsonException">The bytes are no policy.</exception>
    public static NamespacePolicy Decode(byte[] policy)
    {
        // Generated code sets init-only members that the text lacks to zero, so the defaults are put into the text.
        var members = JsonSerializer.SerializeToNode(Default, PolicyJson.Default.NamespacePolicy)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(policy)!.AsObject())
        {
            members[name] = value?.DeepClone();
        }

        return members.Deserialize(PolicyJson.Default.NamespacePolicy)!;
    }
}
