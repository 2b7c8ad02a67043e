using System.Text.Json.Nodes;
using Google.Protobuf;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Jobs;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Search;

namespace SemanticCache.Server.Grpc;

/// <summary>Writes what the audit log keeps of things that changed, as JSON.</summary>
internal static class AuditText
{
    private static readonly JsonFormatter AsOnTheWire = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    /// <summary>Returns a policy, its settings named as everywhere else.</summary>
    public static string Of(NamespacePolicy policy) => AsOnTheWire.Format(PolicyMapping.Write(policy));

    /// <summary>Returns what an invalidation did.</summary>
    public static string Of(InvalidationResult result) => new JsonObject
    {
        ["invalidation_id"] = result.Id, ["matched"] = result.Matched, ["deleted"] = result.Deleted,
    }.ToJsonString();

    /// <summary>Returns how many entries were brought back.</summary>
    public static string OfUndo(long restored) => new JsonObject { ["restored"] = restored }.ToJsonString();

    /// <summary>Returns how many entries were imported.</summary>
    public static string OfImport(int imported) => new JsonObject { ["imported"] = imported }.ToJsonString();

    /// <summary>Returns what a backup holds.</summary>
    public static string Of(StoreBackup backup) => new JsonObject { ["bytes"] = backup.Bytes, ["entries"] = backup.Entries }.ToJsonString();

    /// <summary>Returns what a job is to do.</summary>
    public static string Of(BackgroundJob job) => new JsonObject
    {
        ["kind"] = WireName.Of(job.Kind), ["total"] = job.Total, ["requests_per_minute"] = job.RequestsPerMinute,
    }.ToJsonString();
}
