using Google.Protobuf.WellKnownTypes;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>Applies a partial change to a policy.</summary>
internal static class MaskedPolicy
{
    /// <summary>Returns the current policy with the fields that the mask names taken from the change.</summary>
    public static Policy Merge(Policy current, Policy change, FieldMask? mask, List<FieldMistake> mistakes)
    {
        if (mask is null || mask.Paths.Count == 0)
        {
            mistakes.Add(new FieldMistake("update_mask", "must name the settings to change"));
            return current;
        }

        var merged = current.Clone();
        foreach (var path in mask.Paths)
        {
            if (FieldNames.Find(Policy.Descriptor, path) is not { } field)
            {
                mistakes.Add(new FieldMistake("update_mask", $"'{path}' is not a setting of a policy"));
                continue;
            }

            field.Accessor.Clear(merged);
            if (!field.IsRepeated && field.HasPresence && !field.Accessor.HasValue(change))
            {
                continue;
            }

            Copy(field, change, merged);
        }

        return merged;
    }

    private static void Copy(Google.Protobuf.Reflection.FieldDescriptor field, Policy from, Policy to)
    {
        if (field.IsRepeated)
        {
            var target = (System.Collections.IList)field.Accessor.GetValue(to);
            foreach (var item in (System.Collections.IList)field.Accessor.GetValue(from))
            {
                target.Add(item);
            }

            return;
        }

        field.Accessor.SetValue(to, field.Accessor.GetValue(from));
    }
}
