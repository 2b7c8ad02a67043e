using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>Reads answers from Anthropic's messages, whole or streamed.</summary>
internal static class MessagesReader
{
    /// <summary>Reads a whole message, with the upstream's own words before its parts where they are wanted.</summary>
    public static async Task<IEnumerable<AnswerEvent>> ReadWholeAsync(Stream body, bool withRaw, CancellationToken cancellationToken)
    {
        using var text = new StreamReader(body, leaveOpen: true);
        var json = await text.ReadToEndAsync(cancellationToken);
        var message = JsonSerializer.Deserialize(json, MessagesJson.Default.WholeMessage);
        if (message?.Content is not { } content)
        {
            throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream's answer is no message.");
        }

        var read = ImmutableArray.CreateBuilder<AnswerEvent>();
        read.AddRange(Raw("", json, withRaw));
        var parts = new MessageParts();
        parts.Note(message);
        for (var index = 0; index < content.Length; index++)
        {
            read.AddRange(parts.Begin(index, content[index]));
            read.AddRange(parts.Finish(index));
        }

        read.Add(parts.End ?? throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream's message has no end."));
        return read.DrainToImmutable();
    }

    /// <summary>
    /// Reads a streamed message part by part, with the upstream's own words before theirs where they are wanted; a stream that stops before
    /// its end throws.
    /// </summary>
    public static async IAsyncEnumerable<AnswerEvent> ReadStreamAsync(
        Stream body, bool withRaw, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = new MessageParts();
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            var occurred = JsonSerializer.Deserialize(item.Data, MessagesJson.Default.MessageStreamEvent)
                ?? throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream sent an empty event.");
            if (occurred.Type == "error")
            {
                throw BrokenOff(occurred.Error, item.Data);
            }

            foreach (var part in Raw(NameOf(item), item.Data, withRaw).AddRange(PartsOf(occurred, parts)))
            {
                yield return part;
            }

            if (occurred.Type == "message_stop" && parts.End is { } end)
            {
                yield return end;
                yield break;
            }
        }

        throw new UpstreamException(UpstreamFailure.Unavailable, "The upstream's stream stopped before the answer's end.");
    }

    private static ImmutableArray<AnswerEvent> PartsOf(MessageStreamEvent occurred, MessageParts parts)
    {
        switch (occurred)
        {
            case { Type: "message_start", Message: { } message }:
                parts.Note(message);
                return [];
            case { Type: "content_block_start", ContentBlock: { } block }:
                return parts.Begin(occurred.Index, block);
            case { Type: "content_block_delta", Delta: { } delta }:
                return parts.Continue(occurred.Index, delta);
            case { Type: "content_block_stop" }:
                return parts.Finish(occurred.Index);
            case { Type: "message_delta" }:
                parts.Note(occurred.Delta?.StopReason, occurred.Usage);
                return [];
            default:
                return [];
        }
    }

    // The parser names an event without a name after the standard's default.
    private static string NameOf(SseItem<string> item) => item.EventType == SseParser.EventTypeDefault ? "" : item.EventType;

    private static ImmutableArray<AnswerEvent> Raw(string name, string json, bool withRaw) =>
        withRaw ? [new RawPart(ApiDialect.AnthropicMessages, name, json)] : [];

    private static UpstreamException BrokenOff(MessageError? error, string body)
    {
        var failure = error?.Type switch
        {
            "rate_limit_error" => UpstreamFailure.RateLimited,
            "timeout_error" => UpstreamFailure.TimedOut,
            "invalid_request_error" or "authentication_error" or "permission_error" or "not_found_error" or "request_too_large" => UpstreamFailure.Rejected,
            _ => UpstreamFailure.Unavailable,
        };
        return new UpstreamException(failure, $"The upstream broke off: {error?.Message}") { Body = body };
    }
}
