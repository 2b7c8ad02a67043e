using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Interop.Tests.Clients;

/// <summary>What other languages need to know of messages, as protoc wrote it down when this was built.</summary>
internal static class Descriptors
{
    /// <summary>Writes the descriptors of the service, health, reflection and error details, each after those that it needs.</summary>
    public static async Task WriteAsync(string path)
    {
        var set = new FileDescriptorSet();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in new[]
        {
            CacheServiceReflection.Descriptor,
            AdminServiceReflection.Descriptor,
            ReportServiceReflection.Descriptor,
            HealthReflection.Descriptor,
            ReflectionReflection.Descriptor,
            StatusReflection.Descriptor,
            ErrorDetailsReflection.Descriptor,
        })
        {
            Add(file, set, seen);
        }

        await File.WriteAllBytesAsync(path, set.ToByteArray());
    }

    private static void Add(FileDescriptor file, FileDescriptorSet set, HashSet<string> seen)
    {
        if (!seen.Add(file.Name))
        {
            return;
        }

        foreach (var needed in file.Dependencies)
        {
            Add(needed, set, seen);
        }

        set.File.Add(FileDescriptorProto.Parser.ParseFrom(file.SerializedData));
    }
}
