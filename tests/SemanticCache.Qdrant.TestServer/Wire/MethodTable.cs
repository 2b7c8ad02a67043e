using Google.Protobuf;
using Grpc.Core;

namespace SemanticCache.Qdrant.TestServer.Wire;

/// <summary>Binds methods of one service by name with the message types of Qdrant's own package, which ships clients and no server bases.</summary>
internal sealed class MethodTable
{
    private readonly ServerServiceDefinition.Builder _builder = ServerServiceDefinition.CreateBuilder();
    private readonly List<string> _names = [];
    private readonly CallGate _gate;
    private readonly string _service;

    /// <summary>Starts the table of a service, whose calls go through a gate.</summary>
    public MethodTable(string service, CallGate gate)
    {
        _service = service;
        _gate = gate;
    }

    /// <summary>The bound methods, as <c>Service/Method</c>.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Binds a method.</summary>
    public MethodTable Add<TRequest, TResponse>(string method, Func<TRequest, TResponse> apply)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        var name = $"{_service}/{method}";
        var bound = new Method<TRequest, TResponse>(MethodType.Unary, $"qdrant.{_service}", method, Marshaller<TRequest>(), Marshaller<TResponse>());
        _builder.AddMethod(bound, (request, context) => _gate.RunAsync(name, request, apply, context));
        _names.Add(name);
        return this;
    }

    /// <summary>The service with the methods bound so far.</summary>
    public ServerServiceDefinition Build() => _builder.Build();

    private static Marshaller<TMessage> Marshaller<TMessage>()
        where TMessage : class, IMessage<TMessage>, new()
    {
        var parser = new MessageParser<TMessage>(() => new TMessage());
        return Marshallers.Create(message => message.ToByteArray(), parser.ParseFrom);
    }
}
