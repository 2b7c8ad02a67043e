using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Auditing;
using SemanticCache.Core.Decisions.Guards;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.WriteBack;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using AuditEvent = SemanticCache.Core.Auditing.AuditEvent;

namespace SemanticCache.Server.Grpc;

/// <summary>The gRPC front of administration: namespaces.</summary>
/// <remarks>Entries stand in <c>AdminGrpcService.Entries.cs</c>, their way to another store in <c>AdminGrpcService.Transfer.cs</c>, merges in <c>AdminGrpcService.Merges.cs</c>, persons in
/// <c>AdminGrpcService.Subjects.cs</c>, deletions by filter in <c>AdminGrpcService.Invalidations.cs</c>, jobs in <c>AdminGrpcService.Jobs.cs</c>, keys in <c>AdminGrpcService.Keys.cs</c>, the log of all changes in <c>AdminGrpcService.Audit.cs</c>.</remarks>
internal sealed partial class AdminGrpcService : AdminService.AdminServiceBase
{
    private readonly NamespaceDirectory _namespaces;
    private readonly UpstreamRegistry _upstreams;
    private readonly GuardRegistry _guards;
    private readonly LookupStages _stages;
    private readonly ICacheStore _store;
    private readonly LabelBook _labels;
    private readonly EntryImporter _importer;
    private readonly AnswerImport _answers;
    private readonly BackupService _backups;
    private readonly JobAdministration _jobs;
    private readonly KeyAdministration _keys;
    private readonly SubjectEraser _eraser;
    private readonly EntryListing _entries;
    private readonly EntryPins _pins;
    private readonly InvalidationService _invalidations;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    public AdminGrpcService(
        NamespaceDirectory namespaces,
        UpstreamRegistry upstreams,
        GuardRegistry guards,
        LookupStages stages,
        ICacheStore store,
        LabelBook labels,
        EntryImporter importer,
        AnswerImport answers,
        BackupService backups,
        JobAdministration jobs,
        KeyAdministration keys,
        SubjectEraser eraser,
        EntryListing entries,
        EntryPins pins,
        InvalidationService invalidations,
        AuditLog audit,
        TimeProvider time)
    {
        _invalidations = invalidations;
        _audit = audit;
        _importer = importer;
        _answers = answers;
        _backups = backups;
        _jobs = jobs;
        _keys = keys;
        _eraser = eraser;
        _entries = entries;
        _pins = pins;
        _time = time;
        _namespaces = namespaces;
        _upstreams = upstreams;
        _guards = guards;
        _stages = stages;
        _store = store;
        _labels = labels;
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<CreateNamespaceResponse> CreateNamespace(CreateNamespaceRequest request, ServerCallContext context)
    {
        CallerIdentity.CallerOf(context).RequireEveryTenant();
        var mistakes = new List<FieldMistake>();
        if (!NamespaceName.IsValid(request.Name))
        {
            mistakes.Add(new FieldMistake("name", $"must have {NamespaceName.Rule}"));
        }

        var createdAt = WireTime.Read("create_time", request.CreateTime, mistakes);
        if (createdAt > _time.GetUtcNow())
        {
            mistakes.Add(new FieldMistake("create_time", "must not lie in the future"));
        }

        var policy = ReadPolicy(request.Policy, mistakes);
        var change = await _namespaces.CreateAsync(request.Name, policy, context.CancellationToken, createdAt);
        if (change is not NamespaceChange.Done)
        {
            throw GrpcErrors.Create(Code.AlreadyExists, "NAMESPACE_EXISTS", $"There is a namespace '{request.Name}' already.");
        }

        await NoteAsync(context, new AuditEvent { Action = AuditActions.CreateNamespace, Namespace = request.Name, Target = request.Name, After = AuditText.Of(policy) });
        return new CreateNamespaceResponse { Namespace = Write(Require(request.Name)) };
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override async Task<GetNamespaceResponse> GetNamespace(GetNamespaceRequest request, ServerCallContext context)
    {
        var written = Write(Require(request.Name));
        written.EntryCount = await _store.CountAsync(new EntryFilter { Namespace = request.Name, Tenant = CallerIdentity.CallerOf(context).OwnTenant }, context.CancellationToken);
        return new GetNamespaceResponse { Namespace = written };
    }

    /// <inheritdoc/>
    [AllowedTo(CallerRole.Viewer)]
    public override Task<ListNamespacesResponse> ListNamespaces(ListNamespacesRequest request, ServerCallContext context)
    {
        // The token is the last name of the page before: a namespace deleted meanwhile does no harm.
        var size = PageSize.Read(request.PageSize);
        var caller = CallerIdentity.CallerOf(context);
        var rest = _namespaces.All.Where(found => caller.MayUse(found.Name) && string.CompareOrdinal(found.Name, request.PageToken) > 0).Take(size + 1).ToList();
        var response = new ListNamespacesResponse { NextPageToken = rest.Count > size ? rest[size - 1].Name : "" };
        response.Namespaces.AddRange(rest.Take(size).Select(Write));
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<UpdateNamespaceResponse> UpdateNamespace(UpdateNamespaceRequest request, ServerCallContext context)
    {
        CallerIdentity.CallerOf(context).RequireEveryTenant();
        var current = Require(request.Name);
        var mistakes = new List<FieldMistake>();
        var merged = MaskedPolicy.Merge(PolicyMapping.Write(current.Policy), request.Policy ?? new Policy(), request.UpdateMask, mistakes);
        var expected = request.Etag.Length == 0 ? current.Version : ReadEtag(request.Etag, mistakes);
        var policy = ReadPolicy(merged, mistakes);
        var change = await _namespaces.UpdateAsync(request.Name, policy, expected, context.CancellationToken);
        if (change is not NamespaceChange.Done)
        {
            throw GrpcErrors.Create(Code.Aborted, "ETAG_MISMATCH", $"'{request.Name}' was changed since it was read; read it again.");
        }

        await NoteAsync(context, new AuditEvent
        {
            Action = AuditActions.UpdateNamespace,
            Namespace = request.Name,
            Target = request.Name,
            Before = AuditText.Of(current.Policy),
            After = AuditText.Of(policy),
        });
        return new UpdateNamespaceResponse { Namespace = Write(Require(request.Name)) };
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override async Task<DeleteNamespaceResponse> DeleteNamespace(DeleteNamespaceRequest request, ServerCallContext context)
    {
        CallerIdentity.CallerOf(context).RequireEveryTenant();
        var known = _namespaces.Find(request.Name);
        var change = await _namespaces.DeleteAsync(request.Name, context.CancellationToken);
        _labels.Drop(request.Name);
        if (change is not NamespaceChange.Done)
        {
            throw UnknownNamespace(request.Name);
        }

        await NoteAsync(context, new AuditEvent
        {
            Action = AuditActions.DeleteNamespace, Namespace = request.Name, Target = request.Name, Before = known is null ? "" : AuditText.Of(known.Policy),
        });
        return new DeleteNamespaceResponse();
    }

    private NamespacePolicy ReadPolicy(Policy? policy, List<FieldMistake> mistakes)
    {
        var read = PolicyMapping.Read(policy, mistakes);
        mistakes.AddRange(PolicyValidator.Validate(read, _upstreams, _guards.Names).Select(
            mistake => new FieldMistake("policy." + mistake.Field, mistake.Description)));
        return mistakes.Count == 0 ? read : throw GrpcErrors.Invalid(mistakes);
    }

    private Task NoteAsync(ServerCallContext context, AuditEvent change) => _audit.AddAsync(CallerIdentity.CallerOf(context), change);

    private CacheNamespace Require(string name) => _namespaces.Find(name) ?? throw UnknownNamespace(name);

    private static RpcException UnknownNamespace(string name) =>
        GrpcErrors.Create(Code.NotFound, "UNKNOWN_NAMESPACE", $"There is no namespace '{name}'.");

    private Namespace Write(CacheNamespace found)
    {
        var bars = _stages.BarsFor(found.Policy, RequestControls.Default);
        return new Namespace
        {
            Name = found.Name,
            Policy = PolicyMapping.Write(found.Policy),
            Etag = found.Version.ToString(CultureInfo.InvariantCulture),
            CreateTime = found.CreatedAt.ToTimestamp(),
            UpdateTime = found.UpdatedAt.ToTimestamp(),
            EffectiveSimilarityThreshold = bars.Similarity,
            EffectiveMinimumConfidence = bars.Confidence,
        };
    }

    private static long ReadEtag(string etag, List<FieldMistake> mistakes)
    {
        if (!long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            mistakes.Add(new FieldMistake("etag", "was not returned by this service"));
        }

        return version;
    }
}
