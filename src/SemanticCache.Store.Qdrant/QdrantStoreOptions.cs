using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Store.Qdrant;

/// <summary>Where Qdrant is, how its collections are made, and how patiently it is asked.</summary>
/// <remarks>What concerns the making of collections has no effect on one that exists.</remarks>
public sealed class QdrantStoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Store:Qdrant";

    /// <summary>Gets or sets the address of Qdrant's gRPC port; <c>https</c> means TLS.</summary>
    /// <value>The default is <c>http://localhost:6334</c>.</value>
    public Uri Address { get; set; } = new("http://localhost:6334");

    /// <summary>Gets or sets the API key.</summary>
    /// <value>The default, empty, sends none.</value>
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets what the names of the collections begin with; instances with the same one share a cache.</summary>
    /// <value>1 to 64 letters, digits, hyphens and underscores; the default is <c>semcache</c>.</value>
    [Required]
    [RegularExpression("^[A-Za-z0-9_-]{1,64}$")]
    public string CollectionPrefix { get; set; } = "semcache";

    /// <summary>Gets or sets how long one call may take.</summary>
    /// <value>From 1 ms to 1 min; the default is 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how often a call that Qdrant could not take is made again.</summary>
    /// <value>From 0 to 10; the default is 2, with growing, random delays from 50 ms on.</value>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Gets or sets the number of shards of a new collection.</summary>
    /// <value>From 1 to 1,024; the default, null, leaves it to Qdrant: one for each node.</value>
    [Range(1, 1024)]
    public int? ShardNumber { get; set; }

    /// <summary>Gets or sets how many copies of each shard a new collection has.</summary>
    /// <value>From 1 to 16; the default is 1.</value>
    [Range(1, 16)]
    public int ReplicationFactor { get; set; } = 1;

    /// <summary>Gets or sets how many copies must have a write before it counts as done.</summary>
    /// <value>From 1 to 16; the default is 1.</value>
    [Range(1, 16)]
    public int WriteConsistencyFactor { get; set; } = 1;

    /// <summary>Gets or sets whether vectors are also kept as int8 in memory, which the search begins with.</summary>
    /// <value>The default is true; what is found is scored again with the whole vectors.</value>
    public bool ScalarQuantisation { get; set; } = true;

    /// <summary>Gets or sets whether the whole vectors of a new collection stay on disk.</summary>
    /// <value>The default is false.</value>
    public bool VectorsOnDisk { get; set; }

    /// <summary>Gets or sets whether answers and other payload of a new collection stay on disk.</summary>
    /// <value>The default is true.</value>
    public bool PayloadOnDisk { get; set; } = true;

    /// <summary>Gets or sets whether every vector of the scope is compared, instead of following the graph.</summary>
    /// <value>The default is false.</value>
    public bool ExactSearch { get; set; }

    /// <summary>Gets or sets how many nodes of the graph a search looks at.</summary>
    /// <value>From 8 to 4,096; the default is 128. More finds more of the nearest and takes longer.</value>
    [Range(8, 4096)]
    public int SearchBreadth { get; set; } = 128;

    /// <summary>Gets or sets how often hit counts and times of use are written down.</summary>
    /// <value>From 100 ms to 1 h; the default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan TouchFlushInterval { get; set; } = TimeSpan.FromSeconds(5);
}
