using Grpc.Core;
using SemanticCache.Core.Auditing;
using SemanticCache.Core.Search;
using SemanticCache.Core.WriteBack;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using AuditEvent = SemanticCache.Core.Auditing.AuditEvent;

namespace SemanticCache.Server.Grpc;

/// <content>Entries on their way from one store to another.</content>
internal sealed partial class AdminGrpcService
{
    private const int MostImported = 1000;

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<ExportEntriesResponse> ExportEntries(ExportEntriesRequest request, ServerCallContext context)
    {
        var filter = new EntryFilter { Namespace = Require(request.Namespace).Name, Tenant = CallerIdentity.CallerOf(context).OwnTenant };
        var wanted = PageSize.Read(request.PageSize);
        var response = new ExportEntriesResponse { NextPageToken = request.PageToken };
        do
        {
            var size = Math.Min(EntriesReadAtOnce, wanted - response.Entries.Count);
            var page = await _store.ListAsync(filter, new PageRequest(size, response.NextPageToken), context.CancellationToken);
            foreach (var entry in page.Entries.Where(entry => !entry.IsExpired(_time.GetUtcNow())))
            {
                response.Entries.Add(StoredEntryWriter.Write(entry, await _store.ListAliasesAsync(entry.Id, context.CancellationToken)));
            }

            response.NextPageToken = page.NextToken;
        }
        while (response.NextPageToken.Length > 0 && response.Entries.Count < wanted && response.CalculateSize() < LargestPageBytes);
        if (request.PageToken.Length == 0)
        {
            await NoteAsync(context, new AuditEvent { Action = AuditActions.ExportEntries, Namespace = request.Namespace, Target = request.Namespace });
        }

        return response;
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<ImportEntriesResponse> ImportEntries(ImportEntriesRequest request, ServerCallContext context)
    {
        var target = Require(request.Namespace);
        if (request.Entries.Count is 0 or > MostImported)
        {
            throw GrpcErrors.Invalid("entries", $"must hold 1 to {MostImported} entries");
        }

        var model = _stages.Embedding.Model;
        var reader = new StoredEntryReader(target, CallerIdentity.CallerOf(context), (model.Fingerprint, model.Dimension), _time.GetUtcNow());
        var response = new ImportEntriesResponse();
        var imported = new List<ImportedEntry>(request.Entries.Count);
        for (var index = 0; index < request.Entries.Count; index++)
        {
            if (reader.TryRead(request.Entries[index], out var read, out var mistake))
            {
                imported.Add(read);
            }
            else
            {
                response.Rejected.Add(new RejectedEntry { Index = index, Reason = mistake });
            }
        }

        if (imported.Count > 0)
        {
            response.EmbeddedCount = await _importer.ImportAsync(imported, context.CancellationToken);
            response.ImportedCount = imported.Count;
            await NoteAsync(context, new AuditEvent
            {
                Action = AuditActions.ImportEntries, Namespace = target.Name, Target = target.Name, After = AuditText.OfImport(imported.Count),
            });
        }

        return response;
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override Task<ImportAnswersResponse> ImportAnswers(ImportAnswersRequest request, ServerCallContext context) =>
        _answers.ImportAsync(request, CallerIdentity.CallerOf(context), context.CancellationToken);

    /// <inheritdoc/>
    [AllowedTo]
    public override Task<BackupResponse> Backup(BackupRequest request, ServerCallContext context) =>
        _backups.MakeAsync(CallerIdentity.CallerOf(context), context.CancellationToken);
}
