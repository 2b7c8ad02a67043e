using Google.Protobuf;
using Google.Protobuf.Reflection;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Admin.Components.Policies;

/// <summary>A setting of a policy as it is shown and edited; read off the wire's description, so that a new setting is there by itself.</summary>
public sealed class PolicyField
{
    // The switch of the mode stands by itself.
    private static readonly string[] Elsewhere = ["mode", "canary_percent"];

    private readonly FieldDescriptor? _outer;
    private readonly FieldDescriptor _field;

    private PolicyField(FieldDescriptor? outer, FieldDescriptor field)
    {
        _outer = outer;
        _field = field;
        Setting = (outer ?? field).Name;
        Path = outer is null ? field.Name : $"{outer.Name}.{field.Name}";
        (Group, Label, Help) = PolicyWords.Of(Path);
        Kind = PolicyFieldText.KindOf(field);
        Choices = PolicyFieldText.ChoicesOf(field);
    }

    /// <summary>Gets every setting that is edited in the form.</summary>
    public static IReadOnlyList<PolicyField> All { get; } = [.. Policy.Descriptor.Fields.InDeclarationOrder()
        .Where(field => !Elsewhere.Contains(field.Name))
        .SelectMany(field => IsPair(field) ? field.MessageType.Fields.InDeclarationOrder().Select(inner => new PolicyField(field, inner)) : [new PolicyField(null, field)])];

    /// <summary>Gets the name of the setting on the wire.</summary>
    public string Setting { get; }

    /// <summary>Gets the name of the setting, or of the part of it that this is.</summary>
    public string Path { get; }

    /// <summary>Gets the group that it is shown in.</summary>
    public string Group { get; }

    /// <summary>Gets its name for people.</summary>
    public string Label { get; }

    /// <summary>Gets what it does, and its default.</summary>
    public string Help { get; }

    /// <summary>Gets how it is edited.</summary>
    public PolicyFieldKind Kind { get; }

    /// <summary>Gets the words to choose from.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Writes its value in a policy as text.</summary>
    public string Write(Policy policy) => _outer is null
        ? PolicyFieldText.Write(_field, policy)
        : _outer.Accessor.GetValue(policy) is IMessage inner ? PolicyFieldText.Write(_field, inner) : "";

    /// <summary>Reads its value into a policy; returns what is wrong with the text, or null.</summary>
    public string? Read(Policy policy, string text)
    {
        if (_outer is null)
        {
            return PolicyFieldText.Read(_field, policy, text);
        }

        if (_outer.Accessor.GetValue(policy) is not IMessage inner)
        {
            if (text.Trim().Length == 0)
            {
                return null;
            }

            inner = _outer.MessageType.Parser.ParseFrom(ByteString.Empty);
            _outer.Accessor.SetValue(policy, inner);
        }

        return PolicyFieldText.Read(_field, inner, text);
    }

    /// <summary>Takes the whole setting out of a policy where none of its parts says anything.</summary>
    public void Prune(Policy policy, Func<string, string> textOf)
    {
        if (_outer is not null && _outer.MessageType.Fields.InDeclarationOrder().All(part => textOf($"{_outer.Name}.{part.Name}").Length == 0))
        {
            _outer.Accessor.Clear(policy);
        }
    }

    // Prices and recalibration are messages of two numbers.
    private static bool IsPair(FieldDescriptor field) => field is { FieldType: FieldType.Message, IsRepeated: false }
        && field.MessageType.Fields.InDeclarationOrder().All(inner => inner.FieldType is FieldType.Double);
}
