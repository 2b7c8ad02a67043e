using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SemanticCache.Cli.Auditing;
using SemanticCache.Cli.Backups;
using SemanticCache.Cli.Bench;
using SemanticCache.Cli.Decisions;
using SemanticCache.Cli.Demo;
using SemanticCache.Cli.Diagnosis;
using SemanticCache.Cli.Entries;
using SemanticCache.Cli.Invalidations;
using SemanticCache.Cli.Jobs;
using SemanticCache.Cli.Keys;
using SemanticCache.Cli.Merges;
using SemanticCache.Cli.Namespaces;
using SemanticCache.Cli.Policies;
using SemanticCache.Cli.Privacy;
using SemanticCache.Cli.Quality;
using SemanticCache.Cli.Questions;
using SemanticCache.Cli.Reports;
using SemanticCache.Cli.Serving;
using SemanticCache.Cli.Transfer;

namespace SemanticCache.Cli.Invocation;

/// <summary>The JSON objects that commands write; scripts rely on their keys.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LookupResult))]
[JsonSerializable(typeof(StoreResult))]
[JsonSerializable(typeof(AskResult))]
[JsonSerializable(typeof(NamespaceResult))]
[JsonSerializable(typeof(NamespaceList))]
[JsonSerializable(typeof(DeletedNamespace))]
[JsonSerializable(typeof(MergeList))]
[JsonSerializable(typeof(UndoneMerge))]
[JsonSerializable(typeof(ForgottenSubject))]
[JsonSerializable(typeof(EntryResult))]
[JsonSerializable(typeof(EntryList))]
[JsonSerializable(typeof(DeletedEntry))]
[JsonSerializable(typeof(InvalidateResult))]
[JsonSerializable(typeof(UndoResult))]
[JsonSerializable(typeof(InvalidationList))]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(NewKeyResult))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(PolicyDifferences))]
[JsonSerializable(typeof(RevokedKey))]
[JsonSerializable(typeof(ExportResult))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(BackupResult))]
[JsonSerializable(typeof(RestoreResult))]
[JsonSerializable(typeof(StatsResult))]
[JsonSerializable(typeof(ReportResult))]
[JsonSerializable(typeof(DecisionList))]
[JsonSerializable(typeof(JudgedDecision))]
[JsonSerializable(typeof(HealthResult))]
[JsonSerializable(typeof(DoctorResult))]
[JsonSerializable(typeof(ServeResult))]
[JsonSerializable(typeof(DemoResult))]
[JsonSerializable(typeof(CalibrateResult))]
[JsonSerializable(typeof(Mistake))]
[JsonSerializable(typeof(EvalResult))]
[JsonSerializable(typeof(StreamResult))]
[JsonSerializable(typeof(NamespaceCalibrationResult))]
[JsonSerializable(typeof(PairsResult))]
[JsonSerializable(typeof(IntentsResult))]
[JsonSerializable(typeof(BenchResult))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>The context to write with: answers stay readable, because no browser interprets them.</summary>
    public static CliJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
