using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class NamespaceTests : ServiceTests
{
    public NamespaceTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task CreateNamespace_Defaults_AreFilledIn()
    {
        var created = (await Calls.CreateNamespaceAsync(Space)).Namespace;

        Assert.Equal(Space, created.Name);
        Assert.Equal(Decision.Verified, created.Policy.Decision);
        Assert.Equal(Mode.Serve, created.Policy.Mode);
        Assert.Equal(Tiers.ExactThenSemantic, created.Policy.Tiers);
        Assert.Equal(86400, created.Policy.Ttl.Seconds);
        Assert.Equal(30 * 86400, created.Policy.MaxTtl.Seconds);
        Assert.Equal(1_000_000, created.Policy.MaxEntries);
        Assert.Equal(256 * 1024, created.Policy.MaxEntryBytes);
        Assert.Null(created.Policy.BypassRules);
        Assert.Empty(created.Policy.BypassPatterns);
        Assert.False(created.Policy.HasSimilarityThreshold);
        Assert.InRange(created.EffectiveSimilarityThreshold, 0.01, 1);
        Assert.InRange(created.EffectiveMinimumConfidence, 0.01, 1);
        Assert.NotEmpty(created.Etag);
        Assert.Equal(created, (await Calls.GetNamespaceAsync(Space)).Namespace);
    }

    [Fact]
    public async Task CreateNamespace_WholePolicy_IsReadBackTheSame()
    {
        var policy = new Policy
        {
            Decision = Decision.Threshold,
            SimilarityThreshold = 0.9,
            MinimumConfidence = 0,
            Ttl = new Duration { Seconds = 60, Nanos = 1_000_000 },
            MaxTtl = new Duration { Seconds = 120 },
            Expiry = Expiry.Sliding,
            TtlJitter = 12.5,
            Eviction = Eviction.Cost,
            MaxBytes = 1L << 50,
            MaxTenantEntries = 7,
            Mode = Mode.Off,
            CanaryPercent = 2.5,
            HonourCacheControl = false,
            RecordQueries = true,
            DecisionRetention = new Duration { Seconds = 3600 },
            ErrorBudget = 0,
            Tiers = Tiers.Exact,
            VaryBy = { "country", "tenant" },
            Ignore = { Facet.Model, Facet.Locale },
            Conversation = Conversation.Countback,
            ConversationTurns = 16,
            BypassRules = new BypassRuleList { Names = { "follow_up", "personal" } },
            BypassPatterns = { "my * order", "tariff of the month" },
            PersonalData = PersonalData.Redact,
            PersonalDataKinds = new PersonalDataKindList { Names = { "email", "national_id" } },
            SubjectAttribute = "user",
            MaxEntries = 100_000_000,
            MaxEntryBytes = 4 * 1024 * 1024,
            Upstream = "scripted",
            Cost = new TokenPrices { InputPerMillion = 0, OutputPerMillion = 10.5 },
            Guards = new GuardList { Names = { "number", "default" } },
        };

        var created = (await Calls.CreateNamespaceAsync(Space, policy)).Namespace;

        Assert.Equal(policy, created.Policy);
        Assert.Equal(0.9, created.EffectiveSimilarityThreshold, 6);
    }

    [Fact]
    public async Task CreateNamespace_NameTaken_IsAlreadyExists()
    {
        await Calls.CreateNamespaceAsync(Space);

        var error = await Calls.CreateNamespaceAsync(Space).FailsAsync(StatusCode.AlreadyExists);

        Assert.Equal("NAMESPACE_EXISTS", error.Info().Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("-first")]
    [InlineData("with space")]
    [InlineData("line\n")]
    [InlineData("ümlaut")]
    [InlineData("a/../b")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public async Task CreateNamespace_NameAgainstTheRule_IsRefused(string name) => await Calls.CreateNamespaceAsync(name).NamesFieldsAsync("name");

    [Fact]
    public async Task CreateNamespace_EverySettingWrong_NamesEverySetting()
    {
        var policy = new Policy
        {
            Decision = (Decision)9,
            SimilarityThreshold = 1.01,
            MinimumConfidence = double.NaN,
            Ttl = new Duration { Seconds = -5 },
            MaxTtl = new Duration { Nanos = -1 },
            Mode = (Mode)(-1),
            Tiers = (Tiers)9,
            VaryBy = { " " },
            Ignore = { (Facet)9 },
            Conversation = (Conversation)int.MaxValue,
            ConversationTurns = 17,
            BypassRules = new BypassRuleList { Names = { "private" } },
            BypassPatterns = { "*" },
            PersonalData = (PersonalData)9,
            PersonalDataKinds = new PersonalDataKindList { Names = { "names" } },
            SubjectAttribute = new string('a', 129),
            MaxEntries = 0,
            MaxEntryBytes = -1,
            Upstream = "nowhere",
            Cost = new TokenPrices { InputPerMillion = -1 },
            Guards = new GuardList { Names = { "nubmer" } },
            DecisionRetention = new Duration { Seconds = 60 },
            ErrorBudget = 1.5,
        };

        await Calls.CreateNamespaceAsync("No!", policy).NamesFieldsAsync(
            "name",
            "policy.decision",
            "policy.similarity_threshold",
            "policy.minimum_confidence",
            "policy.guards",
            "policy.ttl",
            "policy.max_ttl",
            "policy.mode",
            "policy.decision_retention",
            "policy.error_budget",
            "policy.tiers",
            "policy.vary_by",
            "policy.ignore",
            "policy.conversation",
            "policy.conversation_turns",
            "policy.bypass_rules",
            "policy.bypass_patterns",
            "policy.personal_data",
            "policy.personal_data_kinds",
            "policy.subject_attribute",
            "policy.max_entries",
            "policy.max_entry_bytes",
            "policy.upstream",
            "policy.cost");
    }

    [Fact]
    public async Task CreateNamespace_NoGuards_IsNotTheDefault()
    {
        var none = (await Calls.CreateNamespaceAsync($"{Space}-none", new Policy { Guards = new GuardList() })).Namespace;
        var usual = (await Calls.CreateNamespaceAsync($"{Space}-usual")).Namespace;

        Assert.Empty(none.Policy.Guards.Names);
        Assert.Null(usual.Policy.Guards);
    }

    [Fact]
    public async Task CreateNamespace_UnknownGuard_ListsTheKnownOnes()
    {
        var error = await Calls.CreateNamespaceAsync(Space, new Policy { Guards = new GuardList { Names = { "nubmer" } } }).FailsAsync(StatusCode.InvalidArgument);

        Assert.Contains("'nubmer'", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("number", error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task CreateNamespace_PriceThatIsNoNumber_IsRefused(double price) =>
        await Calls.CreateNamespaceAsync(Space, new Policy { Cost = new TokenPrices { OutputPerMillion = price } }).NamesFieldsAsync("policy.cost");

    [Fact]
    public async Task CreateNamespace_FacetUnspecified_IsRefused() =>
        await Calls.CreateNamespaceAsync(Space, new Policy { Ignore = { Facet.Unspecified } }).NamesFieldsAsync("policy.ignore");

    [Fact]
    public async Task ListNamespaces_InPages_ReturnsEachOnceByName()
    {
        string[] created = [$"{Space}-c", $"{Space}-a", $"{Space}-b"];
        foreach (var name in created)
        {
            await Calls.CreateNamespaceAsync(name);
        }

        var request = new ListNamespacesRequest { PageSize = 2 };
        var listed = new List<string>();
        do
        {
            var page = await Calls.ListNamespacesAsync(request);
            Assert.InRange(page.Namespaces.Count, 1, 2);
            listed.AddRange(page.Namespaces.Select(found => found.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(created.Order(StringComparer.Ordinal), listed.Where(name => name.StartsWith(Space + "-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task UpdateNamespace_Mask_ChangesWhatItNamesAlone()
    {
        var created = (await Calls.CreateNamespaceAsync(Space, new Policy { MaxEntries = 10, SimilarityThreshold = 0.9, VaryBy = { "a" } })).Namespace;

        var updated = (await Calls.UpdateNamespaceAsync(Space, new Policy { MaxEntries = 20, MaxEntryBytes = 5 }, "max_entries", "similarity_threshold", "vary_by")).Namespace;

        Assert.Equal(20, updated.Policy.MaxEntries);
        Assert.False(updated.Policy.HasSimilarityThreshold);
        Assert.Empty(updated.Policy.VaryBy);
        Assert.Equal(created.Policy.MaxEntryBytes, updated.Policy.MaxEntryBytes);
        Assert.NotEqual(created.Etag, updated.Etag);
        Assert.True(updated.UpdateTime >= created.UpdateTime);
        Assert.Equal(created.CreateTime, updated.CreateTime);
    }

    [Fact]
    public async Task UpdateNamespace_StaleEtag_IsAborted()
    {
        var etag = (await Calls.CreateNamespaceAsync(Space)).Namespace.Etag;
        UpdateNamespaceRequest Request() => new()
        {
            Name = Space,
            Policy = new Policy { MaxEntries = 5 },
            UpdateMask = new FieldMask { Paths = { "max_entries" } },
            Etag = etag,
        };
        await Calls.UpdateNamespaceAsync(Request());

        var error = await Calls.UpdateNamespaceAsync(Request()).FailsAsync(StatusCode.Aborted);

        Assert.Equal("ETAG_MISMATCH", error.Info().Reason);
    }

    [Fact]
    public async Task UpdateNamespace_SameEtagTwiceAtOnce_ChangesOnce()
    {
        var etag = (await Calls.CreateNamespaceAsync(Space)).Namespace.Etag;
        var updates = Enumerable.Range(1, 8).Select(number => Calls.UpdateNamespaceAsync(new UpdateNamespaceRequest
        {
            Name = Space,
            Policy = new Policy { MaxEntries = number },
            UpdateMask = new FieldMask { Paths = { "max_entries" } },
            Etag = etag,
        })).ToList();

        await Task.WhenAll(updates.Select(update => update.ContinueWith(_ => { }, TaskScheduler.Default)));

        var done = Assert.Single(updates, update => update.IsCompletedSuccessfully);
        Assert.Equal((await done).Namespace.Policy.MaxEntries, (await Calls.GetNamespaceAsync(Space)).Namespace.Policy.MaxEntries);
    }

    [Fact]
    public async Task UpdateNamespace_EverythingWrong_NamesAll()
    {
        await Calls.CreateNamespaceAsync(Space);
        var request = new UpdateNamespaceRequest
        {
            Name = Space,
            Policy = new Policy { MaxEntries = -1 },
            UpdateMask = new FieldMask { Paths = { "max_entries", "colour" } },
            Etag = "not-ours",
        };

        await Calls.UpdateNamespaceAsync(request).NamesFieldsAsync("etag", "policy.max_entries", "update_mask");
        request.UpdateMask = null;
        request.Etag = "";
        await Calls.UpdateNamespaceAsync(request).NamesFieldsAsync("update_mask");
    }

    [Theory]
    [InlineData(long.MaxValue, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1_000_000_000)]
    public async Task CreateNamespace_CreateTimeThatIsNoTime_NamesTheField(long seconds, int nanos)
    {
        var request = new CreateNamespaceRequest { Name = Space, CreateTime = new Timestamp { Seconds = seconds, Nanos = nanos } };

        await Service.Client.Admin.CreateNamespaceAsync(request, cancellationToken: TestContext.Current.CancellationToken)
            .ResponseAsync.NamesFieldsAsync("create_time");
    }

    [Fact]
    public async Task DeleteNamespace_WithEntries_DeletesThemToo()
    {
        var stored = await Calls.StoreAsync(Space, "Where do I see my orders?", "There.");

        await Calls.DeleteNamespaceAsync(Space);

        await Calls.GetNamespaceAsync(Space).FailsAsync(StatusCode.NotFound);
        await Calls.GetEntryAsync(stored.EntryId).FailsAsync(StatusCode.NotFound);
        await Calls.DeleteNamespaceAsync(Space).FailsAsync(StatusCode.NotFound);
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, "Where do I see my orders?")).Metadata.Outcome);
    }

    [Fact]
    public async Task UnknownNamespace_EveryMethodOfAdministration_IsNotFound()
    {
        var errors = new[]
        {
            await Calls.GetNamespaceAsync(Space).FailsAsync(StatusCode.NotFound),
            await Calls.UpdateNamespaceAsync(Space, new Policy(), "mode").FailsAsync(StatusCode.NotFound),
            await Calls.DeleteNamespaceAsync(Space).FailsAsync(StatusCode.NotFound),
            await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space }).FailsAsync(StatusCode.NotFound),
            await Calls.GetSummaryAsync(Space).FailsAsync(StatusCode.NotFound),
        };

        Assert.All(errors, error => Assert.Equal("UNKNOWN_NAMESPACE", error.Info().Reason));
    }
}
