using System.Collections.Immutable;

namespace SemanticCache.Core.Policies;

/// <summary>A namespace's settings.</summary>
public sealed record NamespacePolicy
{
    /// <summary>The most tokens a second that a stored answer is replayed with, short of at once.</summary>
    internal const int MostReplayTokensPerSecond = 1000;

    /// <summary>The longest that a decision log is kept.</summary>
    internal static readonly TimeSpan LongestDecisionRetention = TimeSpan.FromDays(90);

    /// <summary>Gets how candidates are decided on.</summary>
    /// <value>The default is <see cref="DecisionKind.Verified"/>.</value>
    public DecisionKind Decision { get; init; } = DecisionKind.Verified;

    /// <summary>Gets the lowest similarity that may be served.</summary>
    /// <value>In [0, 1]; the default, null, takes the embedding model's value for the decision.</value>
    public double? SimilarityThreshold { get; init; }

    /// <summary>Gets the verifier's lowest confidence that may be served.</summary>
    /// <value>In [0, 1]; the default, null, takes the verifier model's value. Unused by the decision <c>threshold</c>.</value>
    public double? MinimumConfidence { get; init; }

    /// <summary>Gets how the namespace's confidences differ from the shipped calibration.</summary>
    /// <value>The default, null, means not at all. Unused by the decision <c>threshold</c>; the decision <c>learned</c> fits its own once it can.</value>
    public Recalibration? Recalibration { get; init; }

    /// <summary>Gets the share of semantic hits whose question the model is asked in the background, to see whether the answers agree.</summary>
    /// <value>In percent, from 0 to 100; the default, null, means 2 under the decision <c>learned</c> and else 0. Each costs what a miss costs.</value>
    public double? AuditPercent { get; init; }

    /// <summary>Gets the names of the guards that candidates must pass; <c>default</c> and <c>all</c> stand for several.</summary>
    /// <value>Empty means none; the default, null, takes the guards that are on by default.</value>
    public ImmutableArray<string>? Guards { get; init; }

    /// <summary>Gets how long an answer may be served after it was stored.</summary>
    /// <value>More than zero; the default is one day.</value>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Gets the longest life that a caller may ask for when storing.</summary>
    /// <value>At least <see cref="TimeToLive"/>; the default is 30 days.</value>
    public TimeSpan MaximumTimeToLive { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Gets what being served does to an entry's expiry.</summary>
    /// <value>The default is <see cref="Expiry.Absolute"/>.</value>
    public Expiry Expiry { get; init; }

    /// <summary>Gets the largest share by which a new entry's life is shortened, so that entries made together do not expire together.</summary>
    /// <value>In percent, from 0 to 50; the default, 0, shortens none.</value>
    public double TimeToLiveJitter { get; init; }

    /// <summary>Gets for how long after its expiry an answer is served to the same words while a fresh one is fetched in the background.</summary>
    /// <value>At least zero; the default, zero, never does.</value>
    public TimeSpan StaleWhileRevalidate { get; init; }

    /// <summary>Gets for how long after its expiry an answer is served to the same words where the upstream fails before it begins to answer.</summary>
    /// <value>At least zero; the default, zero, never does.</value>
    public TimeSpan StaleIfError { get; init; }

    /// <summary>The longer of both.</summary>
    internal TimeSpan LongestStale => StaleWhileRevalidate > StaleIfError ? StaleWhileRevalidate : StaleIfError;

    /// <summary>Gets how many tokens a second a stored answer is replayed with to whoever asked for a stream.</summary>
    /// <value>From 0 to 1000; the default, 0, replays it at once.</value>
    public int ReplayTokensPerSecond { get; init; }

    /// <summary>Gets what the cache does for the namespace.</summary>
    /// <value>The default is <see cref="CacheMode.Serve"/>.</value>
    public CacheMode Mode { get; init; } = CacheMode.Serve;

    /// <summary>Gets the share of questions that <see cref="CacheMode.Canary"/> serves.</summary>
    /// <value>In percent, from 0 to 100; the default is 10.</value>
    public double CanaryPercent { get; init; } = 10;

    /// <summary>Gets whether callers may ask for a fresh answer, or for one that is not older than they say.</summary>
    /// <value>The default is true. What a caller wants not to be stored is never stored.</value>
    public bool HonourCacheControl { get; init; } = true;

    /// <summary>Gets whether the decision log holds questions in their own words; those with personal data it never does.</summary>
    /// <value>The default is false.</value>
    public bool RecordQueries { get; init; }

    /// <summary>Gets for how long the decision log is kept.</summary>
    /// <value>From one hour to 90 days; the default is 7 days.</value>
    public TimeSpan DecisionRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Gets the share of hits that may be wrong: audits that find more raise an alarm, and reports recommend thresholds that keep it.</summary>
    /// <value>In [0, 1]; the default, null, is what the minimum confidence leaves.</value>
    public double? ErrorBudget { get; init; }

    /// <summary>Gets the tiers used.</summary>
    /// <value>The default is <see cref="CacheTiers.ExactThenSemantic"/>.</value>
    public CacheTiers Tiers { get; init; } = CacheTiers.ExactThenSemantic;

    /// <summary>Gets the names of the request attributes that are facets of the scope.</summary>
    /// <value>The default is none.</value>
    public ImmutableArray<string> VaryBy { get; init; } = [];

    /// <summary>Gets the facets taken out of the scope.</summary>
    /// <value>The default is <see cref="IgnoredFacets.None"/>.</value>
    public IgnoredFacets Ignore { get; init; } = IgnoredFacets.None;

    /// <summary>Gets what earlier turns mean.</summary>
    /// <value>The default is <see cref="ConversationPolicy.Exact"/>.</value>
    public ConversationPolicy Conversation { get; init; } = ConversationPolicy.Exact;

    /// <summary>Gets how many user turns take part in the embedded text under <see cref="ConversationPolicy.Countback"/>.</summary>
    /// <value>From 1 to 16; the default is 2.</value>
    public int ConversationTurns { get; init; } = 2;

    /// <summary>Gets the rules by which the cache leaves questions alone: <c>personal</c>, <c>time_sensitive</c>, <c>follow_up</c>.</summary>
    /// <value>Empty means none; the default, null, means all.</value>
    public ImmutableArray<string>? BypassRules { get; init; }

    /// <summary>Gets further patterns of questions that the cache leaves alone: words in order, <c>*</c> for any words between.</summary>
    /// <value>At most 64 of at most 200 characters; the default is none.</value>
    public ImmutableArray<string> BypassPatterns { get; init; } = [];

    /// <summary>Gets what becomes of questions and answers that hold personal data.</summary>
    /// <value>The default is <see cref="PersonalDataPolicy.DoNotStore"/>.</value>
    public PersonalDataPolicy PersonalData { get; init; } = PersonalDataPolicy.DoNotStore;

    /// <summary>Gets the kinds of personal data that are looked for.</summary>
    /// <value>The default is <see cref="PersonalDataKinds.All"/>; unused where it is stored.</value>
    public PersonalDataKinds PersonalDataKinds { get; init; } = PersonalDataKinds.All;

    /// <summary>Gets the name of the request attribute that names the person whom an answer is for.</summary>
    /// <value>At most 128 characters; the default, empty, is none.</value>
    public string SubjectAttribute { get; init; } = "";

    /// <summary>Gets the number of entries that the namespace may hold; beyond it others go, by <see cref="Eviction"/>.</summary>
    /// <value>From 1 to 100 million; the default is one million.</value>
    public long MaximumEntries { get; init; } = 1_000_000;

    /// <summary>Gets the size of all questions and answers that the namespace may hold, in bytes of UTF-8.</summary>
    /// <value>From 1 to 1 PiB; the default, null, sets no limit.</value>
    public long? MaximumBytes { get; init; }

    /// <summary>Gets the number of entries that each tenant may hold in the namespace; beyond it the tenant's own go.</summary>
    /// <value>From 1 to 100 million; the default, null, sets no limit.</value>
    public long? MaximumTenantEntries { get; init; }

    /// <summary>Gets which entries go first where one of these limits is reached.</summary>
    /// <value>The default is <see cref="Eviction.Lru"/>.</value>
    public Eviction Eviction { get; init; }

    /// <summary>Gets the size of the largest question and answer that are stored, in bytes of UTF-8.</summary>
    /// <value>From 1 to 4 MiB; the default is 256 KiB.</value>
    public int MaximumEntryBytes { get; init; } = 256 * 1024;

    /// <summary>Gets the name of the configured upstream, an endpoint or a route, that misses go to.</summary>
    /// <value>The default, empty, is the configured default upstream.</value>
    public string Upstream { get; init; } = "";

    /// <summary>Gets what the model's tokens cost.</summary>
    /// <value>The default is 0.15 in and 0.60 out per million.</value>
    public TokenPrices Prices { get; init; } = new(0.15, 0.60);
}
