using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Access;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Auditing;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Decisions.Guards;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Exact;
using SemanticCache.Core.Hosting;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Jobs;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Merging;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Records;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Reporting.DecisionLog;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.Core.Reporting.Tuning;
using SemanticCache.Core.Scoping.Cacheability;
using SemanticCache.Core.Search;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Flights;
using SemanticCache.Core.WriteBack;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the cache's pipeline to a host; an embedder, a store and, for verified decisions, a verifier must be added beside it.</summary>
public static class SemanticCacheServiceCollectionExtensions
{
    /// <summary>Adds the pipeline and its stages.</summary>
    public static IServiceCollection AddSemanticCache(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        return services
            .AddPolicies()
            .AddLookup()
            .AddUpstreams()
            .AddAgreement()
            .AddWriteBack()
            .AddMerging()
            .AddInvalidation()
            .AddAuditing()
            .AddAccess()
            .AddReporting()
            .AddPipeline()
            .AddJobs();
    }

    private static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddSection<NamespacesOptions>(NamespacesOptions.SectionName);
        services.TryAddSingleton<NamespaceDirectory>();
        return services;
    }

    private static IServiceCollection AddLookup(this IServiceCollection services)
    {
        services.AddSection<EmbeddingOptions>(EmbeddingOptions.SectionName);
        services.AddSection<SearchOptions>(SearchOptions.SectionName);
        services.AddSection<DecisionOptions>(DecisionOptions.SectionName);
        services.TryAddSingleton(CacheabilityRules.Shipped);
        services.TryAddSingleton<ExactTier>();
        services.AddSection<LearningOptions>(LearningOptions.SectionName);
        services.TryAddSingleton<LabelBook>();
        services.TryAddSingleton<EmbeddingStage>();
        services.TryAddSingleton<SearchStage>();
        services.TryAddSingleton<PairVerification>();
        services.TryAddSingleton(provider => new CalibrationBook(
            provider.GetRequiredService<IEmbedder>().Description,
            provider.GetService<IVerifier>()?.Description,
            provider.GetRequiredService<ILogger<CalibrationBook>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDecisionPolicy, ThresholdDecision>());
        services.TryAddSingleton<VerifiedDecision>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDecisionPolicy, VerifiedDecision>(provider => provider.GetRequiredService<VerifiedDecision>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDecisionPolicy, LearnedDecision>());
        services.TryAddSingleton(provider => new DecisionDefaults(
            provider.GetRequiredService<IEmbedder>().Description,
            provider.GetService<IVerifier>()?.Description,
            provider.GetRequiredService<CalibrationBook>()));
        services.TryAddSingleton(VerifierSlot.Create);

        // Made here rather than at the first request: a table of words that cannot be read stops the start.
        services.TryAddSingleton(new GuardRegistry(GuardRegistry.CreateAll()));
        services.TryAddSingleton<DecisionStage>();
        services.TryAddSingleton<LookupStages>();
        return services;
    }

    private static IServiceCollection AddUpstreams(this IServiceCollection services)
    {
        services.AddSection<UpstreamsOptions>(UpstreamsOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<UpstreamsOptions>, UpstreamsOptionsValidator>());
        services.AddHttpClient();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<Http.HttpClientFactoryOptions>, UpstreamHttpClients>());
        services.TryAddSingleton<UpstreamMetrics>();
        services.TryAddSingleton<UpstreamClientFactory>();
        services.TryAddSingleton<UpstreamRegistry>();
        services.AddSection<FlightOptions>(FlightOptions.SectionName);
        services.TryAddSingleton(provider => new UpstreamStage(
            provider.GetRequiredService<UpstreamRegistry>(), FlightControl.Create(provider), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static IServiceCollection AddAgreement(this IServiceCollection services)
    {
        services.AddSection<AgreementOptions>(AgreementOptions.SectionName);
        services.TryAddSingleton<AnswerComparer>();
        services.TryAddSingleton<AnswerIdentity>();
        return services;
    }

    private static IServiceCollection AddWriteBack(this IServiceCollection services)
    {
        services.AddSection<WriteBackOptions>(WriteBackOptions.SectionName);
        services.AddSection<RetentionOptions>(RetentionOptions.SectionName);
        services.TryAddSingleton<RetentionRules>();
        services.TryAddSingleton<EntryPins>();
        services.TryAddSingleton<EntryFactory>();
        services.TryAddSingleton<EntryWriter>();
        services.TryAddSingleton<EntryImporter>();
        services.TryAddSingleton<WriteBackQueue>();
        services.TryAddSingleton<WriteBackStage>();
        services.TryAddSingleton<AliasQueue>();
        services.TryAddSingleton<AnswerLearner>();
        services.TryAddSingleton<LabelKeeper>();
        services.TryAddSingleton<AuditQueue>();
        services.TryAddSingleton<HitLearner>();
        services.TryAddSingleton<HitAuditor>();
        services.TryAddSingleton<SubjectEraser>();
        services.AddHostedService<AuditWorker>();
        services.AddHostedService<AliasWorker>();
        services.AddHostedService<WriteBackWorker>();
        services.AddHostedService<Sweeper>();
        return services;
    }

    private static IServiceCollection AddMerging(this IServiceCollection services)
    {
        services.AddSection<MergingOptions>(MergingOptions.SectionName);
        services.TryAddSingleton<DuplicateFinder>();
        services.TryAddSingleton<PairComparison>();
        services.TryAddSingleton<DuplicateMerger>();
        services.TryAddSingleton<MergeRound>();
        services.AddHostedService<Merger>();
        return services;
    }

    private static IServiceCollection AddInvalidation(this IServiceCollection services)
    {
        services.AddSection<InvalidationOptions>(InvalidationOptions.SectionName);
        services.TryAddSingleton<EntryFinder>();
        services.TryAddSingleton<InvalidationBook>();
        services.TryAddSingleton<EntryRestorer>();
        services.TryAddSingleton<InvalidationUndo>();
        services.TryAddSingleton<Invalidator>();
        services.TryAddSingleton<KeptEntryEraser>();
        services.AddSingleton(provider => Kept(provider, RecordKinds.Invalidation));
        services.AddSingleton(provider => Kept(provider, RecordKinds.InvalidatedEntries));
        return services;

        static RecordLife Kept(IServiceProvider provider, string kind) =>
            new(kind, provider.GetRequiredService<IOptions<InvalidationOptions>>().Value.GracePeriod);
    }

    private static IServiceCollection AddAuditing(this IServiceCollection services)
    {
        services.AddSection<AuditOptions>(AuditOptions.SectionName);
        services.TryAddSingleton<AuditLog>();
        services.AddSingleton(provider => new RecordLife(RecordKinds.Audit, provider.GetRequiredService<IOptions<AuditOptions>>().Value.Retention));
        services.AddHostedService<RecordSweeper>();
        return services;
    }

    private static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSection<AccessOptions>(AccessOptions.SectionName);
        services.TryAddSingleton<ApiKeyDirectory>();
        services.TryAddSingleton<CallerLimits>();
        services.TryAddSingleton<KeyUseWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUseWriter>());
        return services;
    }

    private static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.TryAddSingleton<CacheMetrics>();
        services.TryAddSingleton<ModelMetrics>();
        services.AddHostedService<ModelQueueWatch>();
        services.AddSection<ReportingOptions>(ReportingOptions.SectionName);
        services.TryAddSingleton<RollupBook>();
        services.TryAddSingleton<RollupReader>();
        services.TryAddSingleton<DecisionBook>();
        services.TryAddSingleton<DecisionReader>();
        services.TryAddSingleton<DecisionEraser>();
        services.TryAddSingleton<ForgottenSubjects>();
        services.AddSingleton(new RecordLife(RecordKinds.ForgottenSubject, ForgottenSubjects.Kept));
        services.TryAddSingleton<DecisionJudge>();
        services.TryAddSingleton<MissClusters>();
        services.AddSection<PrivacyOptions>(PrivacyOptions.SectionName);
        services.TryAddSingleton<OutcomeReporter>();
        services.AddHostedService<ReportWriter>();
        // What a deleted namespace has left behind has no policy any more.
        foreach (var kind in RecordKinds.OfDecisions)
        {
            services.AddSingleton(new RecordLife(kind, NamespacePolicy.LongestDecisionRetention));
        }

        foreach (var level in RollupLevels.All)
        {
            services.AddSingleton(provider => new RecordLife(level.Kind(), provider.GetRequiredService<IOptions<ReportingOptions>>().Value.KeptOf(level)));
        }

        return services;
    }

    private static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddSection<PipelineOptions>(PipelineOptions.SectionName);
        services.TryAddSingleton<StageRunner>();
        services.TryAddSingleton<CachePipeline>();
        services.TryAddSingleton<PipelineWarmUp>();
        return services;
    }

    private static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSection<JobOptions>(JobOptions.SectionName);
        services.TryAddSingleton<JobBook>();
        services.TryAddSingleton<JobAsker>();
        services.TryAddSingleton<QuestionList>();
        services.TryAddSingleton<ExpiringEntries>();
        services.TryAddSingleton<JobRunner>();
        services.AddHostedService<JobWorker>();
        return services;
    }

    private static void AddSection<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TOptions>(
        this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
