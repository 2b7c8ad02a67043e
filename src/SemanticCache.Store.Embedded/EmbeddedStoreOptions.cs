using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Store.Embedded;

/// <summary>Settings of the embedded store.</summary>
public sealed class EmbeddedStoreOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Store:Embedded";

    /// <summary>Gets or sets the folder of the database; created when missing, used by one process at a time.</summary>
    /// <value>The default is <c>data</c>, relative to the working directory.</value>
    [Required]
    public string Directory { get; set; } = "data";

    /// <summary>Gets or sets the folder that backups are written to; created when missing.</summary>
    /// <value>The default is empty: <c>backups</c>, beside <see cref="Directory"/>.</value>
    public string BackupDirectory { get; set; } = "";

    /// <summary>Gets or sets what an acknowledged write survives.</summary>
    /// <value>The default is <see cref="Durability.Full"/>.</value>
    [EnumDataType(typeof(Durability))]
    public Durability Durability { get; set; } = Durability.Full;

    /// <summary>Gets or sets how many decoded entries, and as many aliases, are kept in memory; beyond it the least used go.</summary>
    /// <value>From 3 to 10 million; the default is 10,000, about 50 MB at 384 dimensions and answers of 1 kB, and 20 MB for aliases.</value>
    /// <remarks>
    /// An entry whose texts take more than 64 KiB in memory, two bytes a character, is not kept but read from the database each
    /// time, so the default takes at most about 640 MiB and the vectors.
    /// </remarks>
    [Range(3, 10_000_000)]
    public int MemoryCacheEntries { get; set; } = 10_000;

    /// <summary>Gets or sets how many writes may wait for the writer; beyond it callers wait for room.</summary>
    /// <value>From 1 to 1 million; the default is 10,000.</value>
    [Range(1, 1_000_000)]
    public int WriteQueueLimit { get; set; } = 10_000;

    /// <summary>Gets or sets how many waiting writes share one transaction at most.</summary>
    /// <value>From 1 to 10,000; the default is 512.</value>
    [Range(1, 10_000)]
    public int MaximumBatch { get; set; } = 512;

    /// <summary>Gets or sets how often served entries' last-used times and hit counts are written down.</summary>
    /// <value>From 1 second to 1 hour; the default is 5 seconds. A killed process loses at most this much of them.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TouchFlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long a read or write waits for another program's lock on the database.</summary>
    /// <value>From 1 second to 1 minute, in whole seconds; the default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
