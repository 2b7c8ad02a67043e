using System.Collections.Immutable;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Scoping;
using Filter = SemanticCache.Core.Invalidation.InvalidationFilter;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads filters of invalidations; every wrong field is named.</summary>
internal sealed class InvalidationReader
{
    private const int MostIds = 1000;

    private readonly NeighbourhoodReader _neighbourhoods;
    private readonly TimeProvider _time;

    public InvalidationReader(NeighbourhoodReader neighbourhoods, TimeProvider time)
    {
        _neighbourhoods = neighbourhoods;
        _time = time;
    }

    /// <summary>Reads a filter of entries in a namespace, limited to those of the caller's tenant where it has one.</summary>
    /// <exception cref="global::Grpc.Core.RpcException">INVALID_ARGUMENT naming the fields; UNAVAILABLE while the embedding model is overloaded.</exception>
    public async Task<Filter> ReadAsync(string namespaceName, Protocol.V1.InvalidationFilter filter, Caller caller, CancellationToken cancellationToken)
    {
        var mistakes = new List<FieldMistake>();
        var read = new Filter
        {
            Namespace = namespaceName,
            Ids = ReadIds(filter, mistakes),
            Tenant = TextOf(filter.Tenant),
            Scope = ReadScope(filter.Scope, mistakes),
            Tag = TextOf(filter.Tag),
            SourceId = TextOf(filter.SourceId),
            SourceVersion = TextOf(filter.SourceVersion),
            CreatedFrom = WireTime.Read("filter.created_from", filter.CreatedFrom, mistakes),
            CreatedBefore = ReadCreatedBefore(filter, mistakes),
            Question = TextOf(CanonicalText.Of(filter.Question)),
            All = filter.All,
        };
        AddMistakes(filter, read, caller, mistakes);
        GrpcErrors.ThrowIfAny(mistakes);
        return read with
        {
            Tenant = caller.OwnTenant ?? read.Tenant,
            Near = filter.Like.Length == 0 ? null : await _neighbourhoods.ReadAsync("filter.like", filter.Like, filter.Within, cancellationToken),
        };
    }

    private static void AddMistakes(Protocol.V1.InvalidationFilter filter, Filter read, Caller caller, List<FieldMistake> mistakes)
    {
        var isLimited = read.IsLimited || filter.Like.Length > 0 || filter.Question.Length > 0;
        (bool IsWrong, string Field, string Description)[] rules =
        [
            (!isLimited && !filter.All && mistakes.Count == 0, "filter", "must select something; set all to mean the whole namespace"),
            (isLimited && filter.All, "filter.all", "cannot be set beside anything else"),
            (filter.SourceVersion.Length > 0 && filter.SourceId.Length == 0, "filter.source_version", "needs source_id"),
            (caller.OwnTenant is { } own && read.Tenant is { } tenant && tenant != own, "filter.tenant", "must be the caller's own"),
            (read.CreatedFrom >= read.CreatedBefore, "filter.created_from", "must lie before created_before"),
            (filter.Question.Length > 0 && read.Question is null, "filter.question", "must not be blank"),
            (filter.Like.Length > 0 && CanonicalText.Of(filter.Like).Length == 0, "filter.like", "must not be blank"),
            (filter.Like.Length > 0 != filter.HasWithin, "filter.within", "must be given together with like"),
            (filter.HasWithin && filter.Within is not (>= 0 and <= 1), "filter.within", "must be from 0 to 1"),
        ];
        mistakes.AddRange(rules.Where(rule => rule.IsWrong).Select(rule => new FieldMistake(rule.Field, rule.Description)));
    }

    private static ImmutableArray<EntryId> ReadIds(Protocol.V1.InvalidationFilter filter, List<FieldMistake> mistakes)
    {
        if (filter.Ids.Count > MostIds)
        {
            mistakes.Add(new FieldMistake("filter.ids", $"must be at most {MostIds}"));
            return [];
        }

        return [.. filter.Ids.Select((id, index) => EntryIdReader.Read($"filter.ids[{index}]", id, mistakes))];
    }

    private static ScopeId? ReadScope(string scope, List<FieldMistake> mistakes)
    {
        if (scope.Length == 0)
        {
            return null;
        }

        if (ScopeId.TryParse(scope, out var read))
        {
            return read;
        }

        mistakes.Add(new FieldMistake("filter.scope", "must be 32 hexadecimal digits"));
        return null;
    }

    private DateTimeOffset? ReadCreatedBefore(Protocol.V1.InvalidationFilter filter, List<FieldMistake> mistakes)
    {
        var before = WireTime.Read("filter.created_before", filter.CreatedBefore, mistakes);
        if (filter.OlderThan is not { } age)
        {
            return before;
        }

        if (filter.CreatedBefore is not null)
        {
            mistakes.Add(new FieldMistake("filter.older_than", "cannot be set beside created_before"));
        }

        if (WireTime.Read(age) is { } time)
        {
            return _time.GetUtcNow() - time;
        }

        mistakes.Add(new FieldMistake("filter.older_than", "must be from 0 to 100 years"));
        return null;
    }

    private static string? TextOf(string text) => text.Length == 0 ? null : text;
}
