using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>Reads answers from OpenAI's responses, whole or streamed, with the upstream's own words before their parts.</summary>
internal static class ResponsesReader
{
    /// <summary>Reads a whole response.</summary>
    public static async Task<IEnumerable<AnswerEvent>> ReadWholeAsync(Stream body, CancellationToken cancellationToken)
    {
        using var text = new StreamReader(body, leaveOpen: true);
        var json = await text.ReadToEndAsync(cancellationToken);
        var response = JsonSerializer.Deserialize(json, ResponsesJson.Default.ModelResponse);
        if (response?.Status is not { } status)
        {
            throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream's answer is no response.");
        }

        if (status == ResponseStatus.Failed)
        {
            throw BrokenOff(response.Error, json);
        }

        var read = ImmutableArray.CreateBuilder<AnswerEvent>();
        read.Add(new RawPart(ApiDialect.OpenAIResponses, "", json));
        var parts = new ResponseParts();
        var output = response.Output ?? [];
        for (var index = 0; index < output.Length; index++)
        {
            read.AddRange(parts.Finish(index, ResponseItem.Read(output[index])));
        }

        read.Add(parts.End(response));
        return read.DrainToImmutable();
    }

    /// <summary>Reads a streamed response part by part; a stream that stops before its end throws.</summary>
    public static async IAsyncEnumerable<AnswerEvent> ReadStreamAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = new ResponseParts();
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            var occurred = JsonSerializer.Deserialize(item.Data, ResponsesJson.Default.ResponseStreamEvent)
                ?? throw new UpstreamException(UpstreamFailure.InvalidAnswer, "The upstream sent an empty event.");
            ThrowIfBroken(occurred, item.Data);
            yield return new RawPart(ApiDialect.OpenAIResponses, NameOf(item), item.Data);
            foreach (var part in PartsOf(occurred, parts))
            {
                yield return part;
            }

            if (occurred is { Type: ResponseEvents.Completed or ResponseEvents.Incomplete, Response: { } response })
            {
                yield return parts.End(response);
                yield break;
            }
        }

        throw new UpstreamException(UpstreamFailure.Unavailable, "The upstream's stream stopped before the answer's end.");
    }

    private static ImmutableArray<AnswerEvent> PartsOf(ResponseStreamEvent occurred, ResponseParts parts) => occurred switch
    {
        { Type: ResponseEvents.ItemAdded, Item: { } item } => parts.Begin(occurred.OutputIndex, ResponseItem.Read(item)),
        { Type: ResponseEvents.TextDelta } => parts.ContinueText(occurred.OutputIndex, occurred.Delta?.ToString()),
        { Type: ResponseEvents.ArgumentsDelta } => parts.ContinueCall(occurred.OutputIndex, occurred.Delta?.ToString()),
        { Type: ResponseEvents.ItemDone, Item: { } item } => parts.Finish(occurred.OutputIndex, ResponseItem.Read(item)),
        _ => [],
    };

    private static void ThrowIfBroken(ResponseStreamEvent occurred, string json)
    {
        switch (occurred.Type)
        {
            case ResponseEvents.Error:
                throw BrokenOff(new ResponseError { Code = occurred.Code, Message = occurred.Message }, json);
            case ResponseEvents.Failed:
                throw BrokenOff(occurred.Response?.Error, json);
        }
    }

    // The parser names an event without a name after the standard's default.
    private static string NameOf(SseItem<string> item) => item.EventType == SseParser.EventTypeDefault ? "" : item.EventType;

    private static UpstreamException BrokenOff(ResponseError? error, string body) =>
        new(error?.Code == "rate_limit_exceeded" ? UpstreamFailure.RateLimited : UpstreamFailure.Unavailable, $"The upstream broke off: {error?.Message}") { Body = body };
}
