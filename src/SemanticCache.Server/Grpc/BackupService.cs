using Google.Rpc;
using SemanticCache.Core.Auditing;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Search;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using AuditEvent = SemanticCache.Core.Auditing.AuditEvent;

namespace SemanticCache.Server.Grpc;

/// <summary>Has the store copied, and notes it.</summary>
internal sealed class BackupService
{
    private readonly IStoreBackup? _store;
    private readonly AuditLog _audit;

    public BackupService(IStoreBackup? store, AuditLog audit)
    {
        _store = store;
        _audit = audit;
    }

    /// <summary>Makes a backup.</summary>
    public async Task<BackupResponse> MakeAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.RequireWhole();
        if (_store is null)
        {
            throw GrpcErrors.Create(
                Code.FailedPrecondition, "BACKUP_NOT_SUPPORTED", "Only the embedded store is backed up by the service; take snapshots of Qdrant's collections, or use 'semcache export'.");
        }

        try
        {
            var made = await _store.BackUpAsync(cancellationToken);
            await _audit.AddAsync(caller, new AuditEvent { Action = AuditActions.Backup, Target = made.Name, After = AuditText.Of(made) });
            return new BackupResponse { Name = made.Name, Bytes = made.Bytes, Entries = made.Entries };
        }
        catch (StoreBackupException failure)
        {
            throw GrpcErrors.Create(Code.Unavailable, "BACKUP_FAILED", failure.Message);
        }
    }
}
