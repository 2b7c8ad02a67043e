using System.Collections.Immutable;
using System.Globalization;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Scoping;

/// <summary>Derives a request's scope from its facets; what is not a facet and not ignored by the policy cannot be missed.</summary>
internal static class ScopeResolver
{
    // A new encoding of the facets needs a new version, or entries of the old one would be found by chance.
    private const string Version = "semantic-cache-scope-1";

    /// <summary>Returns the scope of a request under its namespace's policy.</summary>
    public static ScopeId Resolve(CacheRequest request, Conversation conversation, CacheNamespace target)
    {
        var policy = target.Policy;
        var hash = new CanonicalHash(Version);
        try
        {
            // With its birth, so that what was stored for a deleted namespace of the same name is never found again.
            hash.Add("namespace", target.Name);
            hash.Add("created", target.CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
            hash.Add("tenant", request.Caller.Tenant);
            hash.Add("tools", request.Tools);
            hash.Add("response_format", request.ResponseFormat);
            if (request.Parameters.Length > 0)
            {
                hash.Add("parameters", request.Parameters);
            }

            hash.Add("conversation", policy.Conversation.ToString());
            AddMessages(ref hash, "history", conversation.History);
            AddUnlessIgnored(ref hash, request, conversation, policy.Ignore);
            foreach (var attribute in policy.VaryBy)
            {
                hash.Add("attribute " + attribute, request.Attributes.GetValueOrDefault(attribute, ""));
            }

            return new ScopeId(hash.Finish());
        }
        finally
        {
            hash.Dispose();
        }
    }

    private static void AddUnlessIgnored(ref CanonicalHash hash, CacheRequest request, Conversation conversation, IgnoredFacets ignore)
    {
        if (!ignore.HasFlag(IgnoredFacets.Model))
        {
            hash.Add("model", request.Model);
        }

        if (!ignore.HasFlag(IgnoredFacets.SystemPrompt))
        {
            AddMessages(ref hash, "system_prompt", conversation.Instructions);
        }

        if (!ignore.HasFlag(IgnoredFacets.Sampling))
        {
            AddSampling(ref hash, request.Sampling);
        }

        if (!ignore.HasFlag(IgnoredFacets.Locale))
        {
            hash.Add("locale", request.Locale);
        }
    }

    private static void AddMessages(ref CanonicalHash hash, string name, ImmutableArray<ChatMessage> messages)
    {
        hash.Add(name, messages.Length.ToString(CultureInfo.InvariantCulture));
        foreach (var message in messages)
        {
            hash.Add(message.Role.ToString(), CanonicalText.Of(message.Text));
        }
    }

    private static void AddSampling(ref CanonicalHash hash, SamplingParameters sampling)
    {
        hash.Add("temperature", Text(sampling.Temperature));
        hash.Add("top_p", Text(sampling.TopP));
        hash.Add("seed", Text(sampling.Seed));
        hash.Add("maximum_output_tokens", Text(sampling.MaximumOutputTokens));
        foreach (var stop in sampling.Stop)
        {
            hash.Add("stop", stop);
        }
    }

    private static string Text<T>(T? value)
        where T : struct, IFormattable =>
        value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
