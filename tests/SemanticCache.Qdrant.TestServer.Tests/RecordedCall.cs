using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Tests;

/// <summary>A call that the official Python client made, with the reply that it was given.</summary>
internal sealed class RecordedCall
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private static readonly ServiceDescriptor[] Services =
    [
        .. QdrantReflection.Descriptor.Services,
        .. CollectionsServiceReflection.Descriptor.Services,
        .. PointsServiceReflection.Descriptor.Services,
    ];

    private readonly JsonElement _json;

    private RecordedCall(JsonElement json)
    {
        _json = json;
    }

    public static IReadOnlyDictionary<string, RecordedCall> ByLabel { get; } = Golden.Calls
        .Select(line => new RecordedCall(JsonSerializer.Deserialize<JsonElement>(line)))
        .ToDictionary(call => call._json.GetProperty("label").GetString()!);

    public byte[] Request => _json.GetProperty("request").GetBytesFromBase64();

    /// <summary>The recorded reply without the time it took.</summary>
    public JsonObject Reply => WithoutTime(JsonNode.Parse(_json.GetProperty("response_json").GetRawText())!.AsObject());

    /// <summary>Sends the recorded bytes and returns the reply without the time it took.</summary>
    public async Task<JsonObject> SendAsync(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var path = _json.GetProperty("method").GetString()!.Split('/');
        var bytes = Marshallers.Create<byte[]>(static value => value, static value => value);
        var method = new Method<byte[], byte[]>(MethodType.Unary, path[1], path[2], bytes, bytes);
        var headers = new Metadata();
        foreach (var header in _json.GetProperty("metadata").EnumerateObject())
        {
            headers.Add(header.Name, header.Value.GetString()!);
        }

        using var call = invoker.AsyncUnaryCall(method, null, new CallOptions(headers, cancellationToken: cancellationToken), Request);
        var type = Services.Single(service => service.FullName == path[1]).FindMethodByName(path[2]).OutputType;
        var reply = type.Parser.ParseFrom(await call);
        return WithoutTime(JsonNode.Parse(Formatter.Format(reply))!.AsObject());
    }

    private static JsonObject WithoutTime(JsonObject reply)
    {
        reply.Remove("time");
        return reply;
    }
}
