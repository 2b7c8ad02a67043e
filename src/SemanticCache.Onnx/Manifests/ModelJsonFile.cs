using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SemanticCache.Onnx.Manifests;

/// <summary>Reads a JSON file that describes models.</summary>
internal static class ModelJsonFile
{
    /// <summary>Reads the file; throws <see cref="InvalidModelException"/> naming the file, and the field that is at fault.</summary>
    public static T ReadOrThrow<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, type)
                ?? throw new InvalidModelException($"{path}: is null where an object is expected");
        }
        catch (JsonException exception)
        {
            throw new InvalidModelException($"{path}: {exception.Path}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidModelException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }
}
