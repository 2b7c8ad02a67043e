using System.Collections.Immutable;
using System.Text.Json;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Upstream.Routes.Shaping;

/// <summary>Changes requests as a route says, both as they are understood here and in their callers' own words.</summary>
internal sealed class RequestShaper
{
    private const string OutputLimit = "output_limit";
    private const string Instruction = "instruction";
    private const string History = "history";
    private const string Spaces = "white_space";

    private readonly int? _limit;
    private readonly RouteShapingOptions _options;

    public RequestShaper(UpstreamRouteOptions options)
    {
        _limit = options.MaximumOutputTokens;
        _options = options.Shaping;
    }

    /// <summary>Returns the request to send, and the names of what was changed.</summary>
    public (UpstreamRequest Request, ImmutableArray<string> Shaping) Shape(UpstreamRequest request)
    {
        var messages = request.Messages;
        var shaping = ImmutableArray.CreateBuilder<string>();
        if (_limit is { } limit && !(request.Sampling.MaximumOutputTokens <= limit))
        {
            shaping.Add(OutputLimit);
            request = request with { Sampling = request.Sampling with { MaximumOutputTokens = limit }, OutputLimit = limit };
        }

        if (_options.Instruction.Length > 0)
        {
            shaping.Add(Instruction);
            messages = Instruct(messages);
        }

        if (_options.HistoryTurns is { } turns && MessageWindow.Of(messages, turns, PlaceOf) is var window && window.Length < messages.Length)
        {
            shaping.Add(History);
            messages = window;
        }

        if (_options.CompactWhiteSpace && Compact(messages) is var compact && !compact.SequenceEqual(messages))
        {
            shaping.Add(Spaces);
            messages = compact;
        }

        return shaping.Count == 0 ? (request, []) : (request with { Messages = messages, Raw = ShapeRaw(request.Raw) }, shaping.DrainToImmutable());
    }

    // A body that says things twice cannot be changed without losing one of them: what was understood of it is sent.
    private RawRequest? ShapeRaw(RawRequest? raw)
    {
        try
        {
            return raw is null ? null : raw with { Body = BodyShaper.Of(raw.Dialect).Shape(raw.Body, _limit, _options) };
        }
        catch (Exception cause) when (cause is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private ImmutableArray<ChatMessage> Instruct(ImmutableArray<ChatMessage> messages)
    {
        var leading = messages.TakeWhile(message => message.Role is ChatRole.System).Count();
        return leading > 0 && messages[leading - 1] is { IsPlain: true } last
            ? messages.SetItem(leading - 1, last with { Text = BodyShaper.Appended(last.Text, _options.Instruction) })
            : messages.Insert(leading, new ChatMessage(ChatRole.System, _options.Instruction));
    }

    private static ImmutableArray<ChatMessage> Compact(ImmutableArray<ChatMessage> messages) =>
        [.. messages.Select(message => message is { IsPlain: true, Role: not ChatRole.Tool } ? message with { Text = WhiteSpace.Compact(message.Text) } : message)];

    // Anthropic's callers send the results of tools as the user.
    private static MessagePlace PlaceOf(ChatMessage message) => message switch
    {
        { Role: ChatRole.System } => MessagePlace.Always,
        { Role: ChatRole.User, IsPlain: true } => MessagePlace.TurnStart,
        { Role: ChatRole.User } when !message.Text.Contains("\"tool_result\"", StringComparison.Ordinal) => MessagePlace.TurnStart,
        _ => MessagePlace.Within,
    };
}
