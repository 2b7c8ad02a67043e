using System.Buffers.Binary;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Scoping.Cacheability;

namespace SemanticCache.Core.Scoping;

/// <summary>Turns a request into scope, keys and canonical text, or says why the cache must leave it alone.</summary>
internal static class ScopingStage
{
    private const string ExactKeyVersion = "semantic-cache-exact-1";

    /// <summary>Scopes a request.</summary>
    public static ScopedRequest Scope(CacheRequest request, CacheNamespace target)
    {
        if (!target.Policy.HonourCacheControl)
        {
            request = request with { Controls = request.Controls with { NoCache = false, MaximumAge = null } };
        }

        var conversation = Conversation.Read(request.Messages, target.Policy);
        var scope = ScopeResolver.Resolve(request, conversation, target);
        var bypass = request.Bypass is BypassReason.None ? WholeBypass(conversation, target.Policy) : request.Bypass;
        var finding = bypass is BypassReason.None ? CacheabilityRules.Shipped.Check(conversation, target.Policy) : default;
        return new ScopedRequest
        {
            Request = request,
            Namespace = target,
            Scope = scope,
            EntryId = IdOf(scope, conversation.Key),
            Question = conversation.Question,
            Bypass = bypass is BypassReason.None ? finding.Bypass : bypass,
            SemanticBypass = SemanticBypass(request, conversation, target.Policy, finding, isLeftAlone: bypass is not BypassReason.None),
        };
    }

    /// <summary>Returns the record of a request whose scope could not be established: nothing is served to it or stored of it.</summary>
    public static ScopedRequest Unscoped(CacheRequest request, CacheNamespace target) => new()
    {
        Request = request,
        Namespace = target,
        Scope = default,
        EntryId = default,
        Question = "",
        Bypass = BypassReason.ScopeUnknown,
        SemanticBypass = BypassReason.ScopeUnknown,
    };

    // No guard knows one person's number from another's, so nothing but the same words is served to a question that holds one.
    private static BypassReason SemanticBypass(CacheRequest request, Conversation conversation, NamespacePolicy policy, BypassFinding finding, bool isLeftAlone)
    {
        if (policy.Tiers is CacheTiers.Exact)
        {
            return BypassReason.ExactTierOnly;
        }

        return !isLeftAlone && finding.SemanticBypass is BypassReason.None && PersonalDataRules.IsPersonal(conversation.Question, policy, request.Locale)
            ? BypassReason.PersonalData
            : finding.SemanticBypass;
    }

    private static BypassReason WholeBypass(Conversation conversation, NamespacePolicy policy)
    {
        if (policy.Mode is CacheMode.Off)
        {
            return BypassReason.ModeOff;
        }

        if (conversation.Question.Length == 0)
        {
            return BypassReason.EmptyText;
        }

        if (!conversation.EndsWithUser)
        {
            return BypassReason.NotAQuestion;
        }

        return conversation.IsDetachedFollowUp ? BypassReason.FollowUp : BypassReason.None;
    }

    private static EntryId IdOf(ScopeId scope, string key)
    {
        var hash = new CanonicalHash(ExactKeyVersion);
        try
        {
            hash.Add("scope", scope.Value);
            hash.Add("question", key);
            return new EntryId(CustomUuid(hash.Finish()));
        }
        finally
        {
            hash.Dispose();
        }
    }

    // Version 8 of RFC 9562 is the one for identifiers built from one's own hash.
    private static Guid CustomUuid(UInt128 hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
