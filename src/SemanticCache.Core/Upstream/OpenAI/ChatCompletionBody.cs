using System.Text.Json;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>Writes the body of a chat-completions request.</summary>
internal static class ChatCompletionBody
{
    /// <summary>What OpenAI calls the limit of an answer's tokens; its newer models take no other name.</summary>
    public const string OutputLimit = "max_completion_tokens";

    /// <summary>What it was called before, and still is by most other servers.</summary>
    public const string OldOutputLimit = "max_tokens";

    /// <summary>Returns the JSON body in UTF-8.</summary>
    /// <param name="request">The request.</param>
    /// <param name="defaultModel">The model for a request that names none.</param>
    /// <param name="outputLimit">What the endpoint calls the limit of an answer's tokens.</param>
    /// <exception cref="UpstreamException">A message holds what cannot be said in this API.</exception>
    public static byte[] Write(UpstreamRequest request, string defaultModel, string outputLimit)
    {
        if (request.Messages.Any(message => !message.IsPlain))
        {
            throw new UpstreamException(
                UpstreamFailure.Rejected, "The request has a message that is more than role and text, which this service does not translate for the upstream's API. Send it in the upstream's own API.", statusCode: 400);
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("model", request.Model.Length == 0 ? defaultModel : request.Model);
            WriteMessages(json, request);
            WriteSampling(json, request.Sampling, outputLimit);
            WriteTools(json, request);
            json.WriteBoolean("stream", request.Stream);
            if (request.Stream)
            {
                json.WriteStartObject("stream_options");
                json.WriteBoolean("include_usage", true);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteMessages(Utf8JsonWriter json, UpstreamRequest request)
    {
        json.WriteStartArray("messages");
        foreach (var message in request.Messages)
        {
            json.WriteStartObject();
            json.WriteString("role", RoleName(message.Role));
            json.WriteString("content", message.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string RoleName(ChatRole role) => role switch
    {
        ChatRole.System => "system",
        ChatRole.Assistant => "assistant",
        ChatRole.Tool => "tool",
        _ => "user",
    };

    private static void WriteSampling(Utf8JsonWriter json, SamplingParameters sampling, string outputLimit)
    {
        WriteIfGiven(json, "temperature", sampling.Temperature);
        WriteIfGiven(json, "top_p", sampling.TopP);
        if (sampling.Seed is { } seed)
        {
            json.WriteNumber("seed", seed);
        }

        if (sampling.MaximumOutputTokens is { } maximum)
        {
            json.WriteNumber(outputLimit, maximum);
        }

        if (!sampling.Stop.IsEmpty)
        {
            json.WriteStartArray("stop");
            foreach (var stop in sampling.Stop)
            {
                json.WriteStringValue(stop);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteIfGiven(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } given)
        {
            json.WriteNumber(name, given);
        }
    }

    private static void WriteTools(Utf8JsonWriter json, UpstreamRequest request)
    {
        if (request.ResponseFormat.Length > 0)
        {
            json.WritePropertyName("response_format");
            json.WriteRawValue(request.ResponseFormat);
        }

        if (request.Tools.Length == 0)
        {
            return;
        }

        using var tools = JsonDocument.Parse(request.Tools);
        foreach (var member in tools.RootElement.EnumerateObject())
        {
            member.WriteTo(json);
        }
    }
}
