using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>Reads answers from chat completions, whole or streamed.</summary>
internal static class ChatCompletionReader
{
    private const string EndOfStream = "[DONE]";

    /// <summary>Reads a whole completion, with the upstream's own words before its parts where they are wanted.</summary>
    public static async Task<IEnumerable<AnswerEvent>> ReadWholeAsync(Stream body, bool withRaw, CancellationToken cancellationToken)
    {
        using var text = new StreamReader(body, leaveOpen: true);
        var json = await text.ReadToEndAsync(cancellationToken);
        var completion = JsonSerializer.Deserialize(json, ChatCompletionJson.Default.ChatCompletion);
        if (completion?.Choices?.FirstOrDefault() is not { FinishReason: { } finishReason } choice)
        {
            throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream's answer has no finished choice.");
        }

        return [.. Raw(json, withRaw), .. Parts(choice.Message), new AnswerEnd(finishReason, completion.Model ?? "", UsageOf(completion.Usage))];
    }

    /// <summary>
    /// Reads a streamed completion part by part, with the upstream's own words before theirs where they are wanted; a stream that stops before
    /// its end throws.
    /// </summary>
    public static async IAsyncEnumerable<AnswerEvent> ReadStreamAsync(
        Stream body, bool withRaw, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var finishReason = default(string);
        var model = "";
        var usage = default(ChatCompletionUsage);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (item.Data == EndOfStream)
            {
                break;
            }

            var chunk = ReadChunk(item.Data);
            model = chunk.Model ?? model;
            usage = chunk.Usage ?? usage;
            foreach (var raw in Raw(item.Data, withRaw))
            {
                yield return raw;
            }

            foreach (var choice in (chunk.Choices ?? []).Take(1))
            {
                finishReason = choice.FinishReason ?? finishReason;
                foreach (var part in Parts(choice.Delta))
                {
                    yield return part;
                }
            }
        }

        if (finishReason is null)
        {
            throw new UpstreamException(UpstreamFailure.Unavailable, "The upstream's stream stopped before the answer's end.");
        }

        yield return new AnswerEnd(finishReason, model, UsageOf(usage));
    }

    private static IEnumerable<AnswerEvent> Raw(string json, bool withRaw) =>
        withRaw ? [new RawPart(ApiDialect.OpenAIChat, "", json)] : [];

    private static ChatCompletion ReadChunk(string data)
    {
        var chunk = JsonSerializer.Deserialize(data, ChatCompletionJson.Default.ChatCompletion)
            ?? throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream sent an empty chunk.");

        return chunk.Error is null
            ? chunk
            : throw new UpstreamException(UpstreamFailure.Unavailable, $"The upstream broke off: {chunk.Error.Message}");
    }

    private static ImmutableArray<AnswerEvent> Parts(ChatCompletionMessage? message)
    {
        var parts = ImmutableArray.CreateBuilder<AnswerEvent>();
        if (message?.Content is { Length: > 0 } text)
        {
            parts.Add(new TextDelta(text));
        }

        var calls = message?.ToolCalls ?? [];
        for (var i = 0; i < calls.Length; i++)
        {
            var call = calls[i];
            parts.Add(new ToolCallDelta(call.Index ?? i, call.Id ?? "", call.Function?.Name ?? "", call.Function?.Arguments ?? ""));
        }

        return parts.DrainToImmutable();
    }

    private static TokenUsage UsageOf(ChatCompletionUsage? usage) => new(usage?.PromptTokens ?? 0, usage?.CompletionTokens ?? 0)
    {
        CachedInputTokens = usage?.PromptTokensDetails?.CachedTokens ?? 0,
    };
}
