using System.Collections.Concurrent;
using System.Globalization;
using Grpc.Core;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Embedding;
using SemanticCache.Store.Qdrant.Client;
using SemanticCache.Store.Qdrant.Points;

namespace SemanticCache.Store.Qdrant.Collections;

/// <summary>The collections of a cache: made where they are missing, checked where they are not.</summary>
internal sealed class CollectionCatalogue
{
    private const int PerTenantLinks = 16;
    private const int BuildBreadth = 128;
    private const float Quantile = 0.99f;

    private static readonly string[] WordingKeywords =
        [Fields.Kind, Fields.Namespace, Fields.Tenant, Fields.QuestionHash, Fields.Tags, Fields.Sources, Fields.SourceVersions, Fields.Entry, Fields.Stamp];

    private static readonly string[] WordingTimes = [Fields.CreatedAt, Fields.ExpiresAt, Fields.LastUsedAt];

    private readonly QdrantGateway _gateway;
    private readonly QdrantStoreOptions _options;
    private readonly ConcurrentDictionary<string, Task> _known = new(StringComparer.Ordinal);

    public CollectionCatalogue(QdrantGateway gateway, QdrantStoreOptions options)
    {
        _gateway = gateway;
        _options = options;
        Names = new CollectionNames(options.CollectionPrefix);
    }

    /// <summary>The names.</summary>
    public CollectionNames Names { get; }

    /// <summary>The collections of wordings, of every embedding model.</summary>
    public IReadOnlyList<string> Wordings => [.. _known
        .Where(known => known.Value.IsCompletedSuccessfully && known.Key.StartsWith(Names.EntriesPrefix, StringComparison.Ordinal))
        .Select(known => known.Key)];

    /// <summary>Makes the collections that are always there and that of the current embedding model, and finds those of all models.</summary>
    /// <param name="model">The current model; null where its collection may wait for its first entry.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="StoreMismatchException">A collection of that name was made for something else.</exception>
    public async Task OpenAsync(EmbedderDescription? model, CancellationToken cancellationToken)
    {
        foreach (var name in (string[])[Names.Exact, Names.Merges, Names.Undone, Names.Labels, Names.Leases, Names.Namespaces, Names.Records])
        {
            await EnsureAsync(name, dimension: 0, cancellationToken);
        }

        if (model is not null)
        {
            await EnsureAsync(Names.Wordings(model.Fingerprint, model.Dimension), model.Dimension, cancellationToken);
        }

        await RefreshAsync(cancellationToken);
    }

    /// <summary>Finds the collections that other instances have made.</summary>
    /// <exception cref="StoreMismatchException">One of them was made for something else.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var found = await _gateway.CallAsync("list_collections", (client, token) => client.ListCollectionsAsync(token), cancellationToken);
        foreach (var name in found)
        {
            if (Names.DimensionOf(name) is { } dimension)
            {
                await EnsureAsync(name, dimension, cancellationToken);
            }
        }
    }

    /// <summary>Forgets which collections there are.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Tells whether a collection is known.</summary>
    public bool IsKnown(string name) => _known.TryGetValue(name, out var making) && making.IsCompletedSuccessfully;

    /// <summary>Makes a collection unless it is there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dimension">The dimension of its vectors; 0 for none.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="StoreMismatchException">A collection of that name was made for something else.</exception>
    public async Task EnsureAsync(string name, int dimension, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(name, out var before) && before is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            _known.TryRemove(new(name, before));
        }

        // Several callers share it, so that none of them may cancel it.
        await _known.GetOrAdd(name, _ => MakeAsync(name, dimension, CancellationToken.None)).WaitAsync(cancellationToken);
    }

    private async Task MakeAsync(string name, int dimension, CancellationToken cancellationToken)
    {
        if (await _gateway.CallAsync("collection_exists", (client, token) => client.CollectionExistsAsync(name, token), cancellationToken))
        {
            await IndexAsync(name, await CheckAsync(name, dimension, cancellationToken), cancellationToken);
        }
        else
        {
            await CreateAsync(name, dimension, cancellationToken);
            await IndexAsync(name, new HashSet<string>(), cancellationToken);
        }
    }

    // Returns the fields that are indexed.
    private async Task<IReadOnlySet<string>> CheckAsync(string name, int dimension, CancellationToken cancellationToken)
    {
        var info = await _gateway.CallAsync("collection_info", (client, token) => client.GetCollectionInfoAsync(name, token), cancellationToken);
        var vectors = info.Config?.Params?.VectorsConfig?.Params;
        var (size, distance) = (vectors?.Size ?? 0, vectors?.Distance ?? Distance.Cosine);
        if (size != (ulong)dimension || distance != Distance.Cosine)
        {
            throw new StoreMismatchException(string.Create(
                CultureInfo.InvariantCulture,
                $"The collection '{name}' has vectors of {size} dimensions compared by {distance}, and this cache needs {dimension} by {Distance.Cosine}. Choose another Store:Qdrant:CollectionPrefix, or delete the collection."));
        }

        return info.PayloadSchema.Keys.ToHashSet(StringComparer.Ordinal);
    }

    private async Task CreateAsync(string name, int dimension, CancellationToken cancellationToken)
    {
        var creation = new CreateCollection
        {
            CollectionName = name,
            Payload = new PayloadStorageParams { Memory = MemoryOf(_options.PayloadOnDisk) },
            ReplicationFactor = (uint)_options.ReplicationFactor,
            WriteConsistencyFactor = (uint)_options.WriteConsistencyFactor,
        };
        if (_options.ShardNumber is { } shards)
        {
            creation.ShardNumber = (uint)shards;
        }

        if (dimension > 0)
        {
            creation.VectorsConfig = new VectorsConfig
            {
                Params = new VectorParams { Size = (ulong)dimension, Distance = Distance.Cosine, Memory = MemoryOf(_options.VectorsOnDisk) },
            };

            // Every search is within one scope, so the graph is built for each scope and not across them.
            creation.HnswConfig = new HnswConfigDiff { M = 0, PayloadM = PerTenantLinks, EfConstruct = BuildBreadth };
            creation.QuantizationConfig = _options.ScalarQuantisation
                ? new QuantizationConfig { Scalar = new ScalarQuantization { Type = QuantizationType.Int8, Quantile = Quantile, Memory = Memory.Pinned } }
                : null;
        }

        try
        {
            await _gateway.CallAsync("create_collection", (client, token) => client.CreateCollectionAsync(creation, token), cancellationToken);
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.AlreadyExists)
        {
            // Another instance was faster.
            await CheckAsync(name, dimension, cancellationToken);
        }
    }

    private static Memory MemoryOf(bool isOnDisk) => isOnDisk ? Memory.Cold : Memory.Cached;

    private async Task IndexAsync(string name, IReadOnlySet<string> indexed, CancellationToken cancellationToken)
    {
        foreach (var (field, type, parameters) in IndexesOf(name).Where(index => !indexed.Contains(index.Field)))
        {
            await _gateway.CallAsync(
                "create_index", (client, token) => client.CreatePayloadIndexAsync(name, field, type, parameters, cancellationToken: token), cancellationToken);
        }
    }

    private IEnumerable<(string Field, PayloadSchemaType Type, PayloadIndexParams? Parameters)> IndexesOf(string name)
    {
        if (name.StartsWith(Names.EntriesPrefix, StringComparison.Ordinal))
        {
            yield return (Fields.Scope, PayloadSchemaType.Keyword, new PayloadIndexParams { KeywordIndexParams = new KeywordIndexParams { IsTenant = true } });
            foreach (var index in WordingKeywords.Select(Keyword).Concat(WordingTimes.SelectMany(Time)))
            {
                yield return index;
            }
        }
        else if (name == Names.Merges)
        {
            string[] keywords = [.. WordingKeywords, Fields.Scope, Fields.Kept, Fields.Removed];
            foreach (var index in keywords.Select(Keyword).Concat(((string[])[Fields.CreatedAt, Fields.ExpiresAt]).SelectMany(Time)))
            {
                yield return index;
            }
        }
        else if (name == Names.Undone)
        {
            foreach (var index in ((string[])[Fields.Kept, Fields.Removed]).Select(Keyword).Concat(Time(Fields.Until)))
            {
                yield return index;
            }
        }
        else if (name == Names.Leases)
        {
            foreach (var index in Time(Fields.Until).Append(Keyword(Fields.Writer)))
            {
                yield return index;
            }
        }
        else if (name == Names.Labels)
        {
            yield return Keyword(Fields.Namespace);
        }
        else if (name == Names.Namespaces)
        {
            yield return (Fields.Version, PayloadSchemaType.Integer, null);
            yield return (Fields.Deleted, PayloadSchemaType.Bool, null);
        }
        else if (name == Names.Records)
        {
            yield return (Fields.Version, PayloadSchemaType.Integer, null);
            foreach (var index in ((string[])[Fields.Kind, Fields.Namespace]).Select(Keyword).Concat(Time(Fields.At)))
            {
                yield return index;
            }
        }
    }

    private static (string Field, PayloadSchemaType Type, PayloadIndexParams? Parameters) Keyword(string field) => (field, PayloadSchemaType.Keyword, null);

    private static IEnumerable<(string Field, PayloadSchemaType Type, PayloadIndexParams? Parameters)> Time(string time)
    {
        yield return (Fields.Microseconds(time), PayloadSchemaType.Integer, null);
        yield return (Fields.Ticks(time), PayloadSchemaType.Integer, null);
    }
}
