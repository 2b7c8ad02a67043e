using System.Runtime.CompilerServices;
using Grpc.Core;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using SemanticCache.Client.Chat;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Client;

/// <summary>
/// A chat client that answers from the cache where it can. A cache that fails or is late costs a request at most
/// <see cref="SemanticCacheChatOptions.LookupTimeout"/>, and never makes it fail.
/// </summary>
public sealed class SemanticCacheChatClient : DelegatingChatClient
{
    private readonly SemanticCacheClient _client;
    private readonly SemanticCacheChatOptions _options;
    private readonly PendingStores _stores;
    private readonly ILogger _logger;
    private readonly string _defaultModel;

    internal SemanticCacheChatClient(IChatClient inner, SemanticCacheClient client, SemanticCacheChatOptions options, ILoggerFactory loggers)
        : base(inner)
    {
        _client = client;
        _options = options;
        _logger = loggers.CreateLogger<SemanticCacheChatClient>();
        _stores = new PendingStores(client, options, _logger);
        _defaultModel = inner.GetService<ChatClientMetadata>()?.DefaultModelId ?? "";
    }

    /// <summary>Waits until the answers that are on their way into the cache are stored or given up, for a process that is about to end.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _stores.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var lookup = await LookupAsync(conversation, options, cancellationToken).ConfigureAwait(false);
        if (lookup.Answer is { } answer)
        {
            var hit = AnswerMapping.ToResponse(answer, lookup.Metadata.EntryId);
            lookup.Describe(hit.AdditionalProperties ??= []);
            return hit;
        }

        var response = await base.GetResponseAsync(conversation, options, cancellationToken).ConfigureAwait(false);
        Store(lookup.Question, () => response);
        lookup.Describe(response.AdditionalProperties ??= []);
        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var lookup = await LookupAsync(conversation, options, cancellationToken).ConfigureAwait(false);
        var capture = lookup.Question is null ? null : new StreamCapture(_options.MaximumAnswerLength);
        var parts = lookup.Answer is { } answer
            ? AnswerMapping.ToResponse(answer, lookup.Metadata.EntryId).ToChatResponseUpdates().ToAsyncEnumerable()
            : base.GetStreamingResponseAsync(conversation, options, cancellationToken);
        var isFirst = true;
        await foreach (var part in parts.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            capture?.Add(part);
            if (isFirst)
            {
                lookup.Describe(part.AdditionalProperties ??= []);
                isFirst = false;
            }

            yield return part;
        }

        Store(lookup.Question, () => capture?.ToResponse());
    }

    private async Task<CacheLookup> LookupAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        Question? storable = null;
        try
        {
            var question = new Question { Namespace = _options.Namespace, Model = _defaultModel };
            if (!QuestionReader.TryRead(messages, options, question, out var reason))
            {
                return CacheLookup.Bypass(reason);
            }

            _options.ConfigureQuestion?.Invoke(question, options);
            storable = _options.CacheControl is { NoStore: true } ? null : question;
            return _options.CacheControl is { NoCache: true }
                ? CacheLookup.Bypass(BypassReasons.NoCache, storable)
                : await AskAsync(question, storable, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Log.LookupLate(_logger, _options.LookupTimeout);
            return CacheLookup.Bypass(BypassReasons.CacheLate, storable);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LookupFailed(_logger, failure);
            return CacheLookup.Bypass(BypassReasons.CacheFailed);
        }
    }

    private async Task<CacheLookup> AskAsync(Question question, Question? storable, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.LookupTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var request = new LookupRequest { Question = question, CacheControl = _options.CacheControl };
        var response = await _client.Cache.LookupAsync(request, cancellationToken: either.Token).ConfigureAwait(false);
        return response.Metadata.Outcome is Outcome.Miss
            ? new CacheLookup(response.Metadata, null, storable)
            : new CacheLookup(response.Metadata, response.Answer, null);
    }

    private void Store(Question? question, Func<ChatResponse?> response)
    {
        if (question is null)
        {
            return;
        }

        try
        {
            if (response() is { } whole && AnswerMapping.ToAnswer(whole) is { } answer)
            {
                _stores.Start(question, answer);
            }
        }
        catch (Exception failure)
        {
            Log.AnswerUnreadable(_logger, failure);
        }
    }
}
