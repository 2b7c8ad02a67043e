using System.Text.Json;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>Writes the body of a messages request that was not written for Anthropic's API.</summary>
internal static class MessagesBody
{
    /// <summary>Returns the JSON body in UTF-8.</summary>
    /// <exception cref="UpstreamException">The request holds what cannot be said in this API.</exception>
    public static byte[] Write(UpstreamRequest request, UpstreamEndpointOptions options)
    {
        if (request.Messages.Any(message => message is { IsPlain: false } or { Role: ChatRole.Tool }))
        {
            throw Untranslatable("a message that is more than role and text");
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("model", request.Model.Length == 0 ? options.Model : request.Model);
            json.WriteNumber("max_tokens", request.Sampling.MaximumOutputTokens ?? options.MaximumOutputTokens);
            WriteMessages(json, request);
            WriteSampling(json, request.Sampling);
            WriteFormat(json, request.ResponseFormat);
            MessagesTools.Write(json, request.Tools);
            json.WriteBoolean("stream", request.Stream);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Returns the refusal of a request with something that this API has no words for.</summary>
    /// <param name="what">What it is, in words for the caller.</param>
    public static UpstreamException Untranslatable(string what) =>
        new(UpstreamFailure.Rejected, $"The request has {what}, which this service does not translate for the upstream's API. Send it in the upstream's own API.", statusCode: 400);

    private static void WriteMessages(Utf8JsonWriter json, UpstreamRequest request)
    {
        var system = string.Join("\n\n", request.Messages.Where(message => message.Role is ChatRole.System).Select(message => message.Text));
        if (system.Length > 0)
        {
            json.WriteString("system", system);
        }

        json.WriteStartArray("messages");
        foreach (var message in request.Messages.Where(message => message.Role is not ChatRole.System))
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role is ChatRole.Assistant ? "assistant" : "user");
            json.WriteString("content", message.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The API knows no seed; what it does not promise anyway is left out.
    private static void WriteSampling(Utf8JsonWriter json, SamplingParameters sampling)
    {
        if (sampling.Temperature is { } temperature)
        {
            json.WriteNumber("temperature", temperature);
        }

        if (sampling.TopP is { } topP)
        {
            json.WriteNumber("top_p", topP);
        }

        if (!sampling.Stop.IsEmpty)
        {
            json.WriteStartArray("stop_sequences");
            foreach (var stop in sampling.Stop)
            {
                json.WriteStringValue(stop);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteFormat(Utf8JsonWriter json, string format)
    {
        if (format.Length == 0)
        {
            return;
        }

        using var parsed = JsonDocument.Parse(format);
        var kind = parsed.RootElement.ValueKind is JsonValueKind.Object && parsed.RootElement.TryGetProperty("type", out var type) ? type.ToString() : "";
        if (kind == "text")
        {
            return;
        }

        if (kind != "json_schema" || !parsed.RootElement.TryGetProperty("json_schema", out var named)
            || named.ValueKind is not JsonValueKind.Object || !named.TryGetProperty("schema", out var schema))
        {
            throw Untranslatable($"a response format of type '{kind}'");
        }

        json.WriteStartObject("output_config");
        json.WriteStartObject("format");
        json.WriteString("type", kind);
        json.WritePropertyName("schema");
        schema.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
