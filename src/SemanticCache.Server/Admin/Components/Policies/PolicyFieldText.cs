using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace SemanticCache.Server.Admin.Components.Policies;

/// <summary>Writes the fields of a message as text that people edit, and reads it. An empty text stands for a field that is left out.</summary>
internal static class PolicyFieldText
{
    /// <summary>What stands for an empty list, where an empty text means the default.</summary>
    public const string None = "none";

    private const string Yes = "yes";
    private const string No = "no";

    /// <summary>Tells how a field is edited.</summary>
    public static PolicyFieldKind KindOf(FieldDescriptor field) => field switch
    {
        { IsRepeated: true } => PolicyFieldKind.Lines,
        { FieldType: FieldType.Enum or FieldType.Bool } => PolicyFieldKind.Choice,
        { FieldType: FieldType.String } => PolicyFieldKind.Text,
        { FieldType: FieldType.Message } when IsDuration(field) => PolicyFieldKind.Time,
        { FieldType: FieldType.Message } => PolicyFieldKind.Lines,
        _ => PolicyFieldKind.Number,
    };

    /// <summary>Returns the words to choose from.</summary>
    public static IReadOnlyList<string> ChoicesOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Bool => [Yes, No],
        FieldType.Enum => [.. field.EnumType.Values.Where(value => value.Number != 0).Select(value => WordOf(field.EnumType, value))],
        _ => [],
    };

    /// <summary>Writes a field.</summary>
    public static string Write(FieldDescriptor field, IMessage message)
    {
        if (!field.IsRepeated && field.HasPresence && !field.Accessor.HasValue(message))
        {
            return "";
        }

        var value = field.Accessor.GetValue(message);
        return value switch
        {
            Duration time => TimeText.Write(time.ToTimeSpan()),
            IMessage list => string.Join('\n', Names(list).Cast<string>().DefaultIfEmpty(None)),
            IList many => string.Join('\n', many.Cast<object>().Select(each => Single(field, each))),
            _ => Single(field, value),
        };
    }

    /// <summary>Reads a field into a message; returns what is wrong with the text, or null.</summary>
    public static string? Read(FieldDescriptor field, IMessage message, string text)
    {
        text = text.Trim();
        field.Accessor.Clear(message);
        if (text.Length == 0)
        {
            return null;
        }

        return KindOf(field) switch
        {
            PolicyFieldKind.Lines => ReadLines(field, message, text),
            PolicyFieldKind.Time => ReadTime(field, message, text),
            _ => ReadSingle(field, text, value => field.Accessor.SetValue(message, value)),
        };
    }

    private static string? ReadTime(FieldDescriptor field, IMessage message, string text)
    {
        if (!TimeText.TryRead(text, out var time))
        {
            return TimeText.Rule;
        }

        field.Accessor.SetValue(message, Duration.FromTimeSpan(time));
        return null;
    }

    private static string? ReadLines(FieldDescriptor field, IMessage message, string text)
    {
        string[] lines = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (field.IsRepeated)
        {
            var values = (IList)field.Accessor.GetValue(message);
            return lines.Select(line => ReadSingle(field, line, value => values.Add(value))).FirstOrDefault(mistake => mistake is not null);
        }

        var list = field.MessageType.Parser.ParseFrom(ByteString.Empty);
        foreach (var line in lines.Where(line => line != None))
        {
            Names(list).Add(line);
        }

        field.Accessor.SetValue(message, list);
        return null;
    }

    private static string? ReadSingle(FieldDescriptor field, string text, Action<object> set)
    {
        object? value = field.FieldType switch
        {
            FieldType.String => text,
            FieldType.Bool => text == Yes,
            FieldType.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldType.Int32 => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldType.Int64 => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldType.Enum => field.EnumType.Values.FirstOrDefault(known => known.Number != 0 && WordOf(field.EnumType, known) == text)?.Number,
            _ => null,
        };
        if (value is null)
        {
            return field.FieldType is FieldType.Enum ? $"must be one of {string.Join(", ", ChoicesOf(field))}"
                : field.FieldType is FieldType.Double ? "must be a number such as 0.85" : "must be a whole number";
        }

        set(value);
        return null;
    }

    private static string Single(FieldDescriptor field, object value) => field.FieldType switch
    {
        FieldType.Enum => WordOf(field.EnumType, field.EnumType.FindValueByNumber(Convert.ToInt32(value, CultureInfo.InvariantCulture))),
        FieldType.Bool => (bool)value ? Yes : No,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    // MODE_SERVE of the enum Mode is "serve"; what is not given, and what this version does not know, has no word.
    private static string WordOf(EnumDescriptor type, EnumValueDescriptor? value)
    {
        if (value is null or { Number: 0 })
        {
            return "";
        }

        var unspecified = type.Values[0].Name;
        var prefix = unspecified[..(unspecified.LastIndexOf('_') + 1)];
        return value.Name[prefix.Length..].ToLowerInvariant();
    }

    private static IList Names(IMessage list) => (IList)list.Descriptor.Fields.InDeclarationOrder()[0].Accessor.GetValue(list);

    private static bool IsDuration(FieldDescriptor field) => field.MessageType.FullName == Duration.Descriptor.FullName;
}
