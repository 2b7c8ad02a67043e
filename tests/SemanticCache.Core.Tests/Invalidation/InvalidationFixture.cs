using System.Security.Cryptography;
using System.Text;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Invalidation;

/// <summary>A namespace whose entries are put there by the test.</summary>
internal sealed class InvalidationFixture : IAsyncDisposable
{
    public const string Space = "bot";

    private InvalidationFixture(PipelineFixture pipeline, CacheNamespace target)
    {
        Pipeline = pipeline;
        Target = target;
    }

    public PipelineFixture Pipeline { get; }

    public CacheNamespace Target { get; }

    public InMemoryStore Store => Pipeline.Store;

    public static InvalidationFilter Nothing { get; } = new() { Namespace = Space };

    public IEnumerable<string> Questions => Store.Entries.Select(entry => entry.Question).Order(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<InvalidationFixture> StartAsync()
    {
        var pipeline = await PipelineFixture.StartAsync(new() { ["Merging:Enabled"] = "false" });
        return new InvalidationFixture(pipeline, (await pipeline.Namespaces.ResolveAsync(Space, Cancellation))!);
    }

    /// <summary>Returns the id that a wording has in these tests.</summary>
    public static EntryId IdOf(string wording) => new(new Guid(HashOf(wording)));

    /// <summary>Returns an entry, stored now, with the fake model's vector.</summary>
    public CacheEntry Entry(string question) => new()
    {
        Id = IdOf(question),
        Namespace = Space,
        Tenant = "acme",
        Scope = new ScopeId(7),
        Question = question,
        Answer = new Answer { Text = "Answer to " + question, ToolCalls = [new ToolCall("1", "find", "{}")], Model = "model-a", Usage = new TokenUsage(3, 5) },
        Vector = Pipeline.Embedder.VectorOf(question),
        EmbeddingFingerprint = Pipeline.Embedder.Description.Fingerprint,
        CreatedAt = Pipeline.Time.GetUtcNow(),
        ExpiresAt = Pipeline.Time.GetUtcNow().AddDays(1),
        LastUsedAt = Pipeline.Time.GetUtcNow(),
        HitCount = 4,
        Feedback = new FeedbackCounts(2, 1),
        Tags = ["all"],
        Sources = [new SourceReference("handbook", "3")],
    };

    /// <summary>Stores an entry with aliases of these wordings.</summary>
    public async Task<CacheEntry> StoreAsync(CacheEntry entry, params string[] aliases)
    {
        await Store.UpsertAsync([entry], Cancellation);
        EntryAlias[] added = [.. aliases.Select(wording => AliasOf(entry, wording))];
        await Store.AddAliasesAsync(added, Math.Max(1, added.Length), Cancellation);
        return entry;
    }

    public Task<CacheEntry> StoreAsync(string question, params string[] aliases) => StoreAsync(Entry(question), aliases);

    public EntryAlias AliasOf(CacheEntry entry, string wording) => new()
    {
        Id = IdOf(wording),
        Entry = entry.Id,
        Scope = entry.Scope,
        Question = wording,
        Origin = AliasOrigin.Confirmed,
        Vector = Pipeline.Embedder.VectorOf(wording),
        EmbeddingFingerprint = entry.EmbeddingFingerprint,
        CreatedAt = Pipeline.Time.GetUtcNow(),
    };

    public Neighbourhood Near(string text, double within) =>
        new(text, Pipeline.Embedder.VectorOf(text), Pipeline.Embedder.Description.Fingerprint, within);

    public Task<InvalidationResult> InvalidateAsync(InvalidationFilter filter) =>
        Pipeline.Get<Invalidator>().InvalidateAsync(Target, filter, Caller.Local, Cancellation);

    public Task<InvalidationResult> PreviewAsync(InvalidationFilter filter) => Pipeline.Get<Invalidator>().PreviewAsync(filter, Cancellation);

    public Task<UndoResult> UndoAsync(string id, string? tenant = null, CacheNamespace? target = null) =>
        Pipeline.Get<InvalidationUndo>().UndoAsync(target ?? Target, id, tenant, Cancellation);

    public async Task<IReadOnlyList<EntryInvalidation>> ListAsync(string? tenant = null, CacheNamespace? target = null) =>
        (await Pipeline.Get<InvalidationBook>().ListAsync(target ?? Target, tenant, new PageRequest(10, ""), Cancellation)).Invalidations;

    /// <summary>Everything that is stored, as text that two equal stores share.</summary>
    public string Snapshot()
    {
        var entries = Store.Entries.OrderBy(entry => entry.Id.Value).Select(entry => string.Join(
            '|',
            entry with { Vector = default, AnswerVector = default, Tags = [], Sources = [], Answer = entry.Answer with { ToolCalls = [] } },
            string.Join(',', entry.Tags),
            string.Join(',', entry.Sources),
            string.Join(',', entry.Answer.ToolCalls),
            string.Join(',', entry.Vector.ToArray()),
            string.Join(',', entry.AnswerVector.ToArray())));
        var aliases = Store.Aliases.OrderBy(alias => alias.Id.Value).Select(alias => $"{alias with { Vector = default }}|{string.Join(',', alias.Vector.ToArray())}");
        return string.Join('\n', entries.Concat(aliases));
    }

    public ValueTask DisposeAsync() => Pipeline.DisposeAsync();

    private static ReadOnlySpan<byte> HashOf(string wording) => SHA256.HashData(Encoding.UTF8.GetBytes(wording)).AsSpan(0, 16);
}
