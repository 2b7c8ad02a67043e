using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Client.Chat;

/// <summary>Reads the options of a chat request into the question; whatever could change the answer takes part, or rules the cache out.</summary>
internal static class OptionReader
{
    /// <summary>Reads the options; false where one of them cannot be compared, with the reason as one word.</summary>
    public static bool TryRead(ChatOptions options, Question question, out string reason)
    {
        reason = ReasonAgainst(options);
        if (reason.Length > 0)
        {
            return false;
        }

        if (!string.IsNullOrEmpty(options.Instructions))
        {
            question.Messages.Add(new Message { Role = Role.System, Text = options.Instructions });
        }

        question.Model = options.ModelId ?? question.Model;
        question.Sampling = ReadSampling(options);
        question.ResponseFormatJson = ReadFormat(options);
        if (options.Tools is { Count: > 0 } tools)
        {
            question.ToolsJson = new JsonArray([.. tools.Cast<AIFunctionDeclaration>().Select(ReadTool)]).ToJsonString();
            question.ToolChoiceJson = ReadChoice(options.ToolMode);
        }

        return true;
    }

    private static string ReasonAgainst(ChatOptions options) => options switch
    {
        { ConversationId: not null } or { ContinuationToken: not null } => BypassReasons.ConversationElsewhere,
        { RawRepresentationFactory: not null } or { AllowBackgroundResponses: true } => BypassReasons.OpaqueOption,
        { Tools: { } tools } when tools.Any(tool => tool is not AIFunctionDeclaration) => BypassReasons.UnknownTool,
        { AdditionalProperties: { } properties } when !properties.Values.All(IsPlain) => BypassReasons.OpaqueOption,
        _ => "",
    };

    private static bool IsPlain(object? value) =>
        value is null or string or bool or JsonElement or JsonNode or Enum || (value is IConvertible and not DateTime and not DBNull);

    private static SamplingParameters ReadSampling(ChatOptions options)
    {
        var sampling = new SamplingParameters { Stop = { options.StopSequences ?? [] } };
        if (options.Temperature is { } temperature)
        {
            sampling.Temperature = Exact(temperature);
        }

        if (options.TopP is { } topP)
        {
            sampling.TopP = Exact(topP);
        }

        if (options.Seed is { } seed)
        {
            sampling.Seed = seed;
        }

        if (options.MaxOutputTokens is { } most)
        {
            sampling.MaxOutputTokens = most;
        }

        return sampling;
    }

    // The other fronts read 0.7 as a double; widened from a float it would be another number, and another scope.
    private static double Exact(float value) => (double)(decimal)value;

    private static JsonNode ReadTool(AIFunctionDeclaration tool) => new JsonObject
    {
        ["type"] = "function",
        ["function"] = new JsonObject
        {
            ["name"] = tool.Name,
            ["description"] = tool.Description,
            ["parameters"] = JsonText.Of(tool.JsonSchema),
        },
    };

    private static string ReadChoice(ChatToolMode? mode) => mode switch
    {
        null or AutoChatToolMode => "",
        NoneChatToolMode => "\"none\"",
        RequiredChatToolMode { RequiredFunctionName: { } name } =>
            new JsonObject { ["type"] = "function", ["function"] = new JsonObject { ["name"] = name } }.ToJsonString(),
        _ => "\"required\"",
    };

    // The wire knows no field for the other options; beside the format they are compared word by word, which is all that a scope needs.
    private static string ReadFormat(ChatOptions options)
    {
        var format = options.ResponseFormat switch
        {
            null => null,
            ChatResponseFormatJson { Schema: { } schema } json => new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject
                {
                    ["name"] = json.SchemaName,
                    ["description"] = json.SchemaDescription,
                    ["schema"] = JsonText.Of(schema),
                },
            },
            ChatResponseFormatJson => new JsonObject { ["type"] = "json_object" },
            _ => new JsonObject { ["type"] = "text" },
        };
        var others = ReadOthers(options);
        return others.Count == 0 ? format?.ToJsonString() ?? "" : new JsonObject { ["format"] = format, ["options"] = others }.ToJsonString();
    }

    private static JsonObject ReadOthers(ChatOptions options)
    {
        var others = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["top_k"] = options.TopK,
            ["frequency_penalty"] = options.FrequencyPenalty,
            ["presence_penalty"] = options.PresencePenalty,
            ["allow_multiple_tool_calls"] = options.AllowMultipleToolCalls,
            ["reasoning_effort"] = options.Reasoning?.Effort?.ToString(),
            ["reasoning_output"] = options.Reasoning?.Output?.ToString(),
        };
        foreach (var (key, value) in options.AdditionalProperties ?? [])
        {
            others["additional." + key] = value;
        }

        return new JsonObject(others.Where(other => other.Value is not null)
            .Select(other => KeyValuePair.Create(other.Key, JsonText.Of(other.Value is Enum ? other.Value.ToString() : other.Value))));
    }
}
