using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <content>Entries.</content>
internal sealed partial class AdminGrpcService
{
    /// <inheritdoc/>
    public override async Task<GetEntryResponse> GetEntry(GetEntryRequest request, ServerCallContext context)
    {
        var id = EntryIdReader.Read("id", request.Id);
        return await _store.GetAsync(id, context.CancellationToken) is { } entry
            ? new GetEntryResponse { Entry = ResponseWriter.Entry(entry) }
            : throw UnknownEntry(request.Id);
    }

    /// <inheritdoc/>
    public override async Task<ListEntriesResponse> ListEntries(ListEntriesRequest request, ServerCallContext context)
    {
        var filter = new EntryFilter { Namespace = Require(request.Namespace).Name, Tag = request.Tag.Length == 0 ? null : request.Tag };
        var page = await _store.ListAsync(filter, new PageRequest(PageSize.Read(request.PageSize), request.PageToken), context.CancellationToken);
        var response = new ListEntriesResponse { NextPageToken = page.NextToken };
        response.Entries.AddRange(page.Entries.Select(ResponseWriter.Entry));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<DeleteEntryResponse> DeleteEntry(DeleteEntryRequest request, ServerCallContext context)
    {
        var filter = new EntryFilter { Id = EntryIdReader.Read("id", request.Id) };
        return await _store.DeleteAsync(filter, dryRun: false, context.CancellationToken) > 0
            ? new DeleteEntryResponse()
            : throw UnknownEntry(request.Id);
    }

    private static RpcException UnknownEntry(string id) => GrpcErrors.Create(Code.NotFound, "UNKNOWN_ENTRY", $"There is no entry {id}.");
}
