using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Filtering;

/// <summary>A place in a payload, or several of them where the path goes through every element of an array.</summary>
internal sealed class PayloadPath
{
    private readonly IReadOnlyList<PathStep> _steps;

    private PayloadPath(IReadOnlyList<PathStep> steps)
    {
        _steps = steps;
    }

    /// <summary>Reads a path; a bad one is INVALID_ARGUMENT.</summary>
    public static PayloadPath Parse(string text) => new(PathReader.Read(text));

    /// <summary>The same path into the elements of the array it leads to.</summary>
    public PayloadPath IntoElements() => _steps[^1] == PathStep.Elements ? this : new([.. _steps, PathStep.Elements]);

    /// <summary>Returns the values that the path leads to.</summary>
    public IEnumerable<Value> Read(Value payload) =>
        _steps.Aggregate<PathStep, IEnumerable<Value>>([payload], (values, step) => values.SelectMany(value => Follow(value, step)));

    /// <summary>Removes what the path leads to; an element of an array by its number stays, as in Qdrant.</summary>
    public void Remove(Value payload)
    {
        var parents = new PayloadPath([.. _steps.SkipLast(1)]).Read(payload).ToList();
        foreach (var parent in parents)
        {
            if (_steps[^1].Key is { } key)
            {
                parent.StructValue?.Fields.Remove(key);
            }
            else if (_steps[^1] == PathStep.Elements)
            {
                parent.ListValue?.Values.Clear();
            }
        }
    }

    /// <summary>Writes fields into the object that the path leads to, making objects on the way.</summary>
    public void Merge(Value payload, MapField<string, Value> changes) => MergeAt(payload, 0, changes);

    /// <summary>Writes fields into an object; a null removes its field.</summary>
    public static void MergeInto(Value target, MapField<string, Value> changes)
    {
        target.StructValue ??= new Struct();
        foreach (var (key, value) in changes)
        {
            if (value.KindCase == Value.KindOneofCase.NullValue)
            {
                target.StructValue.Fields.Remove(key);
            }
            else
            {
                target.StructValue.Fields[key] = value.Clone();
            }
        }
    }

    /// <summary>Copies into an empty payload what the path leads to; lists on the way keep only what it leads to.</summary>
    public void CopyTo(Value source, Value target) => CopyFrom(source, target, 0);

    private static IEnumerable<Value> Follow(Value value, PathStep step) => (value.KindCase, step) switch
    {
        (Value.KindOneofCase.StructValue, { Key: { } key }) => value.StructValue.Fields.TryGetValue(key, out var field) ? [field] : [],
        (Value.KindOneofCase.ListValue, { Index: { } index }) => value.ListValue.Values.Skip(index).Take(1),
        (Value.KindOneofCase.ListValue, { Key: null }) => value.ListValue.Values,
        _ => [],
    };

    private void MergeAt(Value target, int depth, MapField<string, Value> changes)
    {
        if (depth == _steps.Count)
        {
            MergeInto(target, changes);
        }
        else if (_steps[depth].Key is { } key)
        {
            target.StructValue ??= new Struct();
            if (!target.StructValue.Fields.TryGetValue(key, out var field))
            {
                field = new Value();
                target.StructValue.Fields[key] = field;
            }

            MergeAt(field, depth + 1, changes);
        }
        else
        {
            target.ListValue ??= new ListValue();
            foreach (var element in Follow(target, _steps[depth]))
            {
                MergeAt(element, depth + 1, changes);
            }
        }
    }

    private void CopyFrom(Value source, Value target, int depth)
    {
        if (depth == _steps.Count || (depth == _steps.Count - 1 && _steps[depth] == PathStep.Elements))
        {
            target.ClearKind();
            target.MergeFrom(source);
            return;
        }

        if (_steps[depth].Key is { } key && source.StructValue?.Fields.TryGetValue(key, out var field) == true)
        {
            target.StructValue ??= new Struct();
            var into = target.StructValue.Fields.TryGetValue(key, out var existing) ? existing : new Value();
            target.StructValue.Fields[key] = into;
            CopyFrom(field, into, depth + 1);
        }
        else if (_steps[depth] == PathStep.Elements && source.ListValue is { } list)
        {
            target.ListValue ??= new ListValue();
            foreach (var (index, element) in list.Values.Index())
            {
                if (index == target.ListValue.Values.Count)
                {
                    target.ListValue.Values.Add(new Value());
                }

                CopyFrom(element, target.ListValue.Values[index], depth + 1);
            }
        }
    }
}
