using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream.Http;
using SemanticCache.Core.Upstream.OpenAI;

namespace SemanticCache.Core.Upstream.Routes.Shaping;

/// <summary>Changes a caller's own body as a route says; whatever is not concerned stays byte for byte.</summary>
/// <remarks>The methods throw what <c>System.Text.Json</c> throws where a body is not as its API says.</remarks>
internal sealed class BodyShaper
{
    private static readonly BodyShaper Chat = new("messages", system: null, ChatCompletionBody.OutputLimit, ChatCompletionBody.OldOutputLimit);
    private static readonly BodyShaper Responses = new("input", "instructions", "max_output_tokens");
    private static readonly BodyShaper Messages = new("messages", "system", "max_tokens");

    private readonly string _messages;
    private readonly string? _system;
    private readonly string[] _limits;

    private BodyShaper(string messages, string? system, params string[] limits)
    {
        _messages = messages;
        _system = system;
        _limits = limits;
    }

    /// <summary>Returns what changes the bodies of an API.</summary>
    public static BodyShaper Of(ApiDialect dialect) => dialect switch
    {
        ApiDialect.OpenAIResponses => Responses,
        ApiDialect.AnthropicMessages => Messages,
        _ => Chat,
    };

    /// <summary>Returns a text with an instruction behind it.</summary>
    public static string Appended(string text, string instruction) => text.Length == 0 ? instruction : $"{text}\n\n{instruction}";

    /// <summary>Returns the changed body.</summary>
    public ReadOnlyMemory<byte> Shape(ReadOnlyMemory<byte> body, int? limit, RouteShapingOptions options)
    {
        body = limit is { } tokens ? Limit(body, tokens) : body;
        if (options.Instruction.Length > 0)
        {
            body = _system is null
                ? OriginalBody.Replace(body, _messages, messages => MessageNodes.Instruct(messages, options.Instruction))
                : OriginalBody.AddMissing(OriginalBody.Replace(body, _system, system => MessageNodes.Append(system, options.Instruction)), _system, options.Instruction);
        }

        if (options.HistoryTurns is { } turns)
        {
            body = OriginalBody.Replace(body, _messages, messages => Window(messages, turns));
        }

        if (options.CompactWhiteSpace)
        {
            body = OriginalBody.Replace(body, _messages, MessageNodes.Compact);
            body = _system is null ? body : OriginalBody.Replace(body, _system, MessageNodes.CompactContent);
        }

        return body;
    }

    // The name that the caller uses stays; without one, the endpoint's client knows how the endpoint calls it.
    private ReadOnlyMemory<byte> Limit(ReadOnlyMemory<byte> body, int limit)
    {
        var isGiven = false;
        foreach (var name in _limits)
        {
            body = OriginalBody.Replace(body, name, value =>
            {
                isGiven |= value.ValueKind is JsonValueKind.Number;
                return value.ValueKind is JsonValueKind.Number && value.GetDouble() > limit ? limit : null;
            });
        }

        return isGiven || this == Chat ? body : OriginalBody.Set(body, _limits[^1], limit);
    }

    private static JsonArray? Window(JsonElement messages, int turns)
    {
        if (messages.ValueKind is not JsonValueKind.Array)
        {
            return null;
        }

        ImmutableArray<JsonElement> all = [.. messages.EnumerateArray()];
        var window = MessageWindow.Of(all, turns, MessageNodes.PlaceOf);
        return window.Length == all.Length ? null : new JsonArray([.. window.Select(MessageNodes.Of)]);
    }
}
