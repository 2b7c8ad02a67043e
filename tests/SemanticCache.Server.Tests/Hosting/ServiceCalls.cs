using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Tests.Hosting;

/// <summary>Every method of the service as one short call with a time limit.</summary>
public sealed class ServiceCalls
{
    private readonly SemanticCacheClient _client;

    /// <summary>Calls through a client.</summary>
    public ServiceCalls(SemanticCacheClient client)
    {
        _client = client;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<LookupResponse> LookupAsync(LookupRequest request) => _client.Cache.LookupAsync(request, cancellationToken: Token).Soon();

    public Task<LookupResponse> LookupAsync(string space, string text, bool explain = false) =>
        LookupAsync(new LookupRequest { Question = Asking(space, text), Explain = explain });

    public Task<BatchLookupResponse> BatchLookupAsync(BatchLookupRequest request) =>
        _client.Cache.BatchLookupAsync(request, cancellationToken: Token).Soon();

    public Task<StoreResponse> StoreAsync(StoreRequest request) => _client.Cache.StoreAsync(request, cancellationToken: Token).Soon();

    public Task<StoreResponse> StoreAsync(string space, string text, string answer, CacheControl? control = null) =>
        StoreAsync(new StoreRequest { Question = Asking(space, text), Answer = new Answer { Text = answer }, CacheControl = control });

    public Task<CompleteResponse> CompleteAsync(CompleteRequest request) => _client.Cache.CompleteAsync(request, cancellationToken: Token).Soon();

    public Task<CompleteResponse> CompleteAsync(string space, string text, CacheControl? control = null) =>
        CompleteAsync(new CompleteRequest { Question = Asking(space, text), CacheControl = control });

    public AsyncServerStreamingCall<StreamCompleteResponse> Stream(string space, string text, CacheControl? control = null) =>
        _client.Cache.StreamComplete(new StreamCompleteRequest { Question = Asking(space, text), CacheControl = control }, cancellationToken: Token);

    public async Task<List<StreamCompleteResponse>> StreamAllAsync(string space, string text, CacheControl? control = null)
    {
        using var call = Stream(space, text, control);
        return await call.RestAsync();
    }

    public Task<SubmitFeedbackResponse> SubmitFeedbackAsync(SubmitFeedbackRequest request) =>
        _client.Cache.SubmitFeedbackAsync(request, cancellationToken: Token).Soon();

    public Task<CreateNamespaceResponse> CreateNamespaceAsync(string name, Policy? policy = null) =>
        _client.Admin.CreateNamespaceAsync(new CreateNamespaceRequest { Name = name, Policy = policy }, cancellationToken: Token).Soon();

    public Task<GetNamespaceResponse> GetNamespaceAsync(string name) =>
        _client.Admin.GetNamespaceAsync(new GetNamespaceRequest { Name = name }, cancellationToken: Token).Soon();

    public Task<ListNamespacesResponse> ListNamespacesAsync(ListNamespacesRequest request) =>
        _client.Admin.ListNamespacesAsync(request, cancellationToken: Token).Soon();

    public Task<UpdateNamespaceResponse> UpdateNamespaceAsync(UpdateNamespaceRequest request) =>
        _client.Admin.UpdateNamespaceAsync(request, cancellationToken: Token).Soon();

    public Task<UpdateNamespaceResponse> UpdateNamespaceAsync(string name, Policy policy, params string[] mask) =>
        UpdateNamespaceAsync(new UpdateNamespaceRequest { Name = name, Policy = policy, UpdateMask = new() { Paths = { mask } } });

    public Task<DeleteNamespaceResponse> DeleteNamespaceAsync(string name) =>
        _client.Admin.DeleteNamespaceAsync(new DeleteNamespaceRequest { Name = name }, cancellationToken: Token).Soon();

    public Task<GetEntryResponse> GetEntryAsync(string id) =>
        _client.Admin.GetEntryAsync(new GetEntryRequest { Id = id }, cancellationToken: Token).Soon();

    public Task<ListEntriesResponse> ListEntriesAsync(ListEntriesRequest request) =>
        _client.Admin.ListEntriesAsync(request, cancellationToken: Token).Soon();

    public Task<PinEntryResponse> PinEntryAsync(string id, bool pinned) =>
        _client.Admin.PinEntryAsync(new PinEntryRequest { Id = id, Pinned = pinned }, cancellationToken: Token).Soon();

    public Task<DeleteEntryResponse> DeleteEntryAsync(string id) =>
        _client.Admin.DeleteEntryAsync(new DeleteEntryRequest { Id = id }, cancellationToken: Token).Soon();

    public Task<ListMergesResponse> ListMergesAsync(ListMergesRequest request) =>
        _client.Admin.ListMergesAsync(request, cancellationToken: Token).Soon();

    public Task<UndoMergeResponse> UndoMergeAsync(string space, string id) =>
        _client.Admin.UndoMergeAsync(new UndoMergeRequest { Namespace = space, MergeId = id }, cancellationToken: Token).Soon();

    public Task<InvalidateEntriesResponse> InvalidateAsync(string space, InvalidationFilter filter, bool dryRun = false) =>
        _client.Admin.InvalidateEntriesAsync(new InvalidateEntriesRequest { Namespace = space, Filter = filter, DryRun = dryRun }, cancellationToken: Token).Soon();

    public Task<UndoInvalidationResponse> UndoInvalidationAsync(string space, string id) =>
        _client.Admin.UndoInvalidationAsync(new UndoInvalidationRequest { Namespace = space, InvalidationId = id }, cancellationToken: Token).Soon();

    public Task<ListInvalidationsResponse> ListInvalidationsAsync(ListInvalidationsRequest request) =>
        _client.Admin.ListInvalidationsAsync(request, cancellationToken: Token).Soon();

    public Task<ListAuditEventsResponse> ListAuditEventsAsync(ListAuditEventsRequest request) =>
        _client.Admin.ListAuditEventsAsync(request, cancellationToken: Token).Soon();

    public Task<ExportEntriesResponse> ExportEntriesAsync(ExportEntriesRequest request) =>
        _client.Admin.ExportEntriesAsync(request, cancellationToken: Token).Soon();

    public Task<ImportEntriesResponse> ImportEntriesAsync(ImportEntriesRequest request) =>
        _client.Admin.ImportEntriesAsync(request, cancellationToken: Token).Soon();

    public async Task<NamespaceSummary> GetSummaryOfLastHourAsync(string space)
    {
        var request = new GetSummaryRequest { Namespace = space, StartTime = TimeProvider.System.GetUtcNow().AddHours(-1).ToTimestamp() };
        return (await _client.Reports.GetSummaryAsync(request, cancellationToken: Token).Soon()).Namespaces.Single();
    }

    public async Task<IReadOnlyList<LoggedDecision>> ListDecisionsAsync(string space) =>
        (await _client.Reports.ListDecisionsAsync(new ListDecisionsRequest { Namespace = space }, cancellationToken: Token).Soon()).Decisions;

    public Task<GetSummaryResponse> GetSummaryAsync(string space = "") =>
        _client.Reports.GetSummaryAsync(new GetSummaryRequest { Namespace = space }, cancellationToken: Token).Soon();

    private static Question Asking(string space, string text) => new() { Namespace = space, Text = text };
}
