using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Access;

/// <summary>Refuses every request that names a namespace which its caller's key is not bound to, wherever in the message it stands.</summary>
internal sealed class NamespaceCheck : Interceptor
{
    private const string Namespace = "namespace";
    private const string Name = "name";

    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> Fields = new();

    // Of these messages the name is a namespace's.
    private static readonly MessageDescriptor[] OfNamespaces =
        [CreateNamespaceRequest.Descriptor, GetNamespaceRequest.Descriptor, UpdateNamespaceRequest.Descriptor, DeleteNamespaceRequest.Descriptor];

    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(request as IMessage, context);
        return continuation(request, context);
    }

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(request as IMessage, context);
        return continuation(request, responseStream, context);
    }

    private static void Check(IMessage? request, ServerCallContext context)
    {
        // The services of health and reflection have no caller and no namespaces.
        if (request is null || request.Descriptor.File.Package != CacheService.Descriptor.File.Package)
        {
            return;
        }

        var caller = CallerIdentity.CallerOf(context);
        if (!caller.Namespaces.IsEmpty)
        {
            foreach (var name in NamesIn(request))
            {
                caller.RequireNamespace(name);
            }
        }
    }

    /// <summary>Returns the namespaces that a message names, empty texts left out.</summary>
    internal static IEnumerable<string> NamesIn(IMessage message)
    {
        foreach (var field in Fields.GetOrAdd(message.Descriptor, FieldsOf))
        {
            var value = field.Accessor.GetValue(message);
            var inner = value switch
            {
                string name => [name],
                IMessage one => NamesIn(one),
                System.Collections.IEnumerable many => many.OfType<IMessage>().SelectMany(NamesIn),
                _ => [],
            };
            foreach (var name in inner.Where(name => name.Length > 0))
            {
                yield return name;
            }
        }
    }

    private static FieldDescriptor[] FieldsOf(MessageDescriptor message) => [.. message.Fields.InDeclarationOrder().Where(field => field switch
    {
        { IsMap: true } => false,
        { FieldType: FieldType.String, IsRepeated: false } => field.Name == Namespace || (field.Name == Name && OfNamespaces.Contains(message)),
        { FieldType: FieldType.Message } => field.MessageType.File.Package == message.File.Package,
        _ => false,
    })];
}
