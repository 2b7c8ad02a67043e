using System.Collections;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Namespaces;
using SemanticCache.Core.Policies;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Grpc;
using Enum = System.Enum;

namespace SemanticCache.Cli.Policies;

/// <summary>The values of a policy's settings, spelled as <see cref="PolicyKey.TrySet"/> reads them; empty where nothing is set.</summary>
internal static class PolicyValues
{
    // What is a message on the wire; everything else is read by the type of its field.
    private static readonly Dictionary<string, Func<Policy, string>> Messages = new(StringComparer.Ordinal)
    {
        ["guards"] = policy => Text(GuardChoice.Spell(policy.Guards)),
        ["bypass_rules"] = policy => Text(BypassChoice.Spell(policy.BypassRules)),
        ["personal_data_kinds"] = policy => Text(PersonalDataChoice.Spell(policy.PersonalDataKinds)),
        ["recalibration.bias"] = policy => Text(policy.Recalibration?.Bias ?? 0),
        ["recalibration.slope"] = policy => Text(policy.Recalibration?.Slope ?? 1),
        ["cost.input_per_million"] = policy => Text(policy.Cost.InputPerMillion),
        ["cost.output_per_million"] = policy => Text(policy.Cost.OutputPerMillion),
    };

    /// <summary>The policy of a namespace that nobody has changed.</summary>
    public static Policy Defaults { get; } = PolicyMapping.Write(new NamespacePolicy());

    /// <summary>Returns the value of a setting.</summary>
    public static string Of(Policy policy, PolicyKey key) =>
        Messages.TryGetValue(key.Name, out var read) ? read(policy) : Of(policy, Policy.Descriptor.FindFieldByName(key.Field));

    /// <summary>Returns the settings that two policies have not in common.</summary>
    public static IReadOnlyList<PolicyDifference> Compare(Policy left, Policy right) =>
    [
        .. from key in PolicyKeys.All
           let values = (Left: Of(left, key), Right: Of(right, key))
           where values.Left != values.Right
           select new PolicyDifference(key.Name, Given(values.Left), Given(values.Right)),
    ];

    private static string Of(Policy policy, FieldDescriptor field) =>
        field.HasPresence && !field.Accessor.HasValue(policy) ? "" : Text(field.Accessor.GetValue(policy));

    private static string Text(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString()),
        Duration time => Durations.Format(time.ToTimeSpan()),
        IEnumerable items => string.Join(",", items.Cast<object>().Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string? Given(string value) => value.Length == 0 ? null : value;
}
