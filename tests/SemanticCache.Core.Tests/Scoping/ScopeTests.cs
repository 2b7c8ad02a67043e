using System.Collections.Immutable;
using FsCheck.Xunit;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Scoping;

public sealed class ScopeTests
{
    private const IgnoredFacets IgnoreAll =
        IgnoredFacets.Model | IgnoredFacets.SystemPrompt | IgnoredFacets.Sampling | IgnoredFacets.Locale;

    private static readonly CacheRequest Base = Ask.For("How do I reset it?");

    private static readonly Dictionary<string, CacheRequest> Variants = new()
    {
        ["tenant"] = Base with { Caller = Base.Caller with { Tenant = "other" } },
        ["namespace"] = Base with { Namespace = "other" },
        ["model"] = Base with { Model = "model-b" },
        ["no model"] = Base with { Model = "" },
        ["tools"] = Base with { Tools = """{"tools":[]}""" },
        ["response format"] = Base with { ResponseFormat = """{"type":"json_object"}""" },
        ["system prompt"] = Base with { Messages = Base.Messages.WithSystemPrompt("Be kind.") },
        ["other system prompt"] = Base with { Messages = Base.Messages.WithSystemPrompt("Be short.") },
        ["split system prompt"] = Base with { Messages = Base.Messages.WithSystemPrompt("kind.").WithSystemPrompt("Be") },
        ["locale"] = Base with { Locale = "de-CH" },
        ["temperature"] = WithSampling(new SamplingParameters { Temperature = 0 }),
        ["other temperature"] = WithSampling(new SamplingParameters { Temperature = 1 }),
        ["top p"] = WithSampling(new SamplingParameters { TopP = 1 }),
        ["seed"] = WithSampling(new SamplingParameters { Seed = 1 }),
        ["maximum output tokens"] = WithSampling(new SamplingParameters { MaximumOutputTokens = 1 }),
        ["stop"] = WithSampling(new SamplingParameters { Stop = ["ab"] }),
        ["two stops"] = WithSampling(new SamplingParameters { Stop = ["a", "b"] }),
        ["history"] = Base with { Messages = Base.Messages.Insert(0, new ChatMessage(ChatRole.User, "Hello")) },
        ["history of the model"] = Base with { Messages = Base.Messages.Insert(0, new ChatMessage(ChatRole.Assistant, "Hello")) },
        ["history of a tool"] = Base with { Messages = Base.Messages.Insert(0, new ChatMessage(ChatRole.Tool, "Hello")) },
    };

    public static TheoryData<string> VariantNames => [.. Variants.Keys];

    [Theory]
    [MemberData(nameof(VariantNames))]
    public void Scope_OneFacetDiffers_Differs(string variant) =>
        Assert.NotEqual(Scoped.Request(Base).Scope, Scoped.Request(Variants[variant]).Scope);

    [Fact]
    public void Scope_AllVariants_AreDistinct() =>
        Assert.Equal(Variants.Count, Variants.Values.Select(request => Scoped.Request(request).Scope).Distinct().Count());

    [Theory]
    [InlineData(IgnoredFacets.Model, "model")]
    [InlineData(IgnoredFacets.Model, "no model")]
    [InlineData(IgnoredFacets.SystemPrompt, "system prompt")]
    [InlineData(IgnoredFacets.SystemPrompt, "split system prompt")]
    [InlineData(IgnoredFacets.Sampling, "temperature")]
    [InlineData(IgnoredFacets.Sampling, "two stops")]
    [InlineData(IgnoredFacets.Locale, "locale")]
    public void Scope_IgnoredFacetDiffers_IsEqual(IgnoredFacets ignored, string variant)
    {
        var policy = new NamespacePolicy { Ignore = ignored };

        Assert.Equal(Scoped.Request(Base, policy).Scope, Scoped.Request(Variants[variant], policy).Scope);
    }

    [Theory]
    [InlineData("tenant")]
    [InlineData("namespace")]
    [InlineData("tools")]
    [InlineData("response format")]
    [InlineData("history")]
    public void Scope_EverythingIgnored_StillKeepsApart(string variant)
    {
        var policy = new NamespacePolicy { Ignore = IgnoreAll };

        Assert.NotEqual(Scoped.Request(Base, policy).Scope, Scoped.Request(Variants[variant], policy).Scope);
    }

    [Fact]
    public void Scope_SystemPromptInOtherWhiteSpace_IsEqual()
    {
        var one = Base with { Messages = Base.Messages.WithSystemPrompt("Be  kind.\n") };

        Assert.Equal(Scoped.Request(Variants["system prompt"]).Scope, Scoped.Request(one).Scope);
    }

    [Fact]
    public void Scope_AttributeInVaryBy_IsAFacet()
    {
        var policy = new NamespacePolicy { VaryBy = ["plan", "region"] };
        var gold = WithAttributes(("plan", "gold"));

        Assert.NotEqual(Scoped.Request(gold, policy).Scope, Scoped.Request(WithAttributes(("plan", "free")), policy).Scope);
        Assert.NotEqual(Scoped.Request(gold, policy).Scope, Scoped.Request(WithAttributes(("region", "gold")), policy).Scope);
        Assert.NotEqual(Scoped.Request(gold, policy).Scope, Scoped.Request(Base, policy).Scope);
        Assert.Equal(Scoped.Request(gold, policy).Scope, Scoped.Request(WithAttributes(("plan", "gold"), ("mood", "bad")), policy).Scope);
    }

    [Fact]
    public void Scope_AttributeNotInVaryBy_IsNoFacet() =>
        Assert.Equal(Scoped.Request(Base).Scope, Scoped.Request(WithAttributes(("plan", "gold"))).Scope);

    [Fact]
    public void Scope_ControlsDiffer_IsEqual()
    {
        var strict = Base with { Controls = new RequestControls { SimilarityThreshold = 1, NoCache = true, Tags = ["a"] } };

        Assert.Equal(Scoped.Request(Base).Scope, Scoped.Request(strict).Scope);
    }

    [Property(MaxTest = 300)]
    public void Scope_CharactersMovedBetweenFacets_Differs(byte leftEnd, byte rightEnd)
    {
        const string Text = "acme-model-a-de-CH-0-1-2";
        var left = leftEnd % (Text.Length + 1);
        var right = rightEnd % (Text.Length + 1);

        Assert.Equal(left == right, SplitTenant(Text, left) == SplitTenant(Text, right));
        Assert.Equal(left == right, SplitLocale(Text, left) == SplitLocale(Text, right));
        Assert.Equal(left == right, SplitTools(Text, left) == SplitTools(Text, right));
    }

    [Fact]
    public void Scope_TenantWithUnpairedSurrogate_IsRefused()
    {
        // Encoded leniently, every unpaired surrogate would be the same replacement character: two tenants in one scope.
        var broken = Base with { Caller = Base.Caller with { Tenant = "a\uD800" } };

        Assert.ThrowsAny<ArgumentException>(() => Scoped.Request(broken));
    }

    private static Core.Scoping.ScopeId SplitTenant(string text, int at) =>
        Scoped.Request(Base with { Caller = new Caller(text[..at], ""), Tools = text[at..] }).Scope;

    private static Core.Scoping.ScopeId SplitLocale(string text, int at) =>
        Scoped.Request(Base with { Model = text[..at], Locale = text[at..] }).Scope;

    private static Core.Scoping.ScopeId SplitTools(string text, int at) =>
        Scoped.Request(Base with { Tools = text[..at], ResponseFormat = text[at..] }).Scope;

    private static CacheRequest WithSampling(SamplingParameters sampling) => Base with { Sampling = sampling };

    private static CacheRequest WithAttributes(params (string Name, string Value)[] attributes) => Base with
    {
        Attributes = attributes.ToImmutableSortedDictionary(attribute => attribute.Name, attribute => attribute.Value),
    };
}
