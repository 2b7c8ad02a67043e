using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Net.Http.Headers;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Upstream.Routes;
using SemanticCache.Server.Grpc;

namespace SemanticCache.Server.Http;

/// <summary>The headers by which a caller of the HTTP fronts speaks with the cache, and the cache with the caller.</summary>
internal static class CacheHeaders
{
    /// <summary>The request header that names the namespace.</summary>
    public const string Namespace = "X-SemanticCache-Namespace";

    /// <summary>The request header that raises the similarity threshold.</summary>
    public const string Threshold = "X-SemanticCache-Threshold";

    /// <summary>The request header that raises the minimum confidence.</summary>
    public const string Confidence = "X-SemanticCache-Confidence";

    /// <summary>The request header that shortens the life of what is stored, in seconds.</summary>
    public const string Ttl = "X-SemanticCache-Ttl";

    /// <summary>The request header with the tags of what is stored, joined by commas.</summary>
    public const string Tags = "X-SemanticCache-Tags";

    /// <summary>The request header with further attributes, as <c>user=u-17, plan=pro</c>.</summary>
    public const string Attributes = "X-SemanticCache-Attributes";

    /// <summary>The request header that has a stream tell at once, in a comment, what the cache found.</summary>
    public const string Progress = "X-SemanticCache-Progress";

    /// <summary>The request header that has a stored answer replayed at so many tokens a second to a stream.</summary>
    public const string Pace = "X-SemanticCache-Pace";

    /// <summary>What headers that concern the cache alone begin with; no upstream is sent them.</summary>
    public const string Prefix = "X-SemanticCache-";

    private const string DefaultNamespace = "default";
    private const int MostTags = 32;
    private const int LongestTag = 128;
    private const int MostAttributes = 32;

    /// <summary>Returns the namespace that a request is for, and notes a wrong one.</summary>
    public static string ReadNamespace(IHeaderDictionary headers, List<FieldMistake> mistakes)
    {
        var name = headers[Namespace].ToString();
        if (name.Length > 0 && !NamespaceName.IsValid(name))
        {
            mistakes.Add(new FieldMistake(Namespace, $"must have {NamespaceName.Rule}"));
        }

        return name.Length == 0 ? DefaultNamespace : name;
    }

    /// <summary>Returns what is asked of the cache, and notes what is wrong.</summary>
    public static RequestControls ReadControls(IHeaderDictionary headers, List<FieldMistake> mistakes)
    {
        var control = ReadCacheControl(headers, mistakes);
        return new RequestControls
        {
            NoCache = control is { NoCache: true } || control?.MaxAge == TimeSpan.Zero,
            NoStore = control is { NoStore: true },
            MaximumAge = control?.MaxAge is { } oldest && oldest > TimeSpan.Zero ? oldest : null,
            SimilarityThreshold = ReadShare(headers, Threshold, mistakes),
            MinimumConfidence = ReadShare(headers, Confidence, mistakes),
            TimeToLive = ReadSeconds(headers, mistakes),
            ReplayTokensPerSecond = ReadPace(headers, mistakes),
            Tags = ReadTags(headers, mistakes),
        };
    }

    /// <summary>Returns the request's further attributes, and notes what is wrong.</summary>
    public static ImmutableSortedDictionary<string, string> ReadAttributes(IHeaderDictionary headers, List<FieldMistake> mistakes)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pair in headers[Attributes].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || parts[0].Length == 0 || attributes.Count == MostAttributes || !attributes.TryAdd(parts[0], Uri.UnescapeDataString(parts[1])))
            {
                mistakes.Add(new FieldMistake(Attributes, $"must be at most {MostAttributes} different name=value joined by commas; what a value has of these is percent-encoded"));
                break;
            }
        }

        return attributes.ToImmutable();
    }

    /// <summary>Tells whether the caller wants an answer from the cache or none.</summary>
    public static bool IsOnlyIfCached(IHeaderDictionary headers) =>
        CacheControlHeaderValue.TryParse(headers.CacheControl.ToString(), out var control) && control.OnlyIfCached;

    /// <summary>Tells whether a stream is to say at once what the cache found.</summary>
    public static bool WantsProgress(IHeaderDictionary headers) =>
        string.Equals(headers[Progress].ToString(), "on", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns what the cache found, in one line: <c>MISS below_confidence</c>.</summary>
    public static string ProgressOf(CacheOutcome outcome) => $"{StatusOf(outcome)} {outcome.Reason}";

    /// <summary>Returns who is asked for an answer that the cache does not have, in one line: <c>asked openai gpt-5-mini</c>.</summary>
    /// <param name="outcome">What the cache found.</param>
    /// <param name="upstream">The name of the upstream.</param>
    /// <param name="model">The model asked for; may be empty.</param>
    public static string ProgressOf(CacheOutcome outcome, string upstream, string model) =>
        $"{(outcome.Kind is CacheOutcomeKind.Joined ? "joined" : "asked")} {upstream} {OneLine(model)}".TrimEnd();

    /// <summary>Writes where an answer comes from.</summary>
    public static void Write(CacheOutcome outcome, Caller caller, DateTimeOffset now, IHeaderDictionary headers)
    {
        headers["X-Cache-Status"] = StatusOf(outcome);
        headers["X-Cache-Reason"] = outcome.Reason;
        if (outcome.Route is { } route)
        {
            headers["X-Cache-Route"] = Describe(route);
        }

        if (outcome.Entry is not { } entry)
        {
            return;
        }

        headers.Age = WholeSeconds(outcome.Age);
        headers["X-Cache-Key"] = entry.Id.ToString();
        headers["X-Cache-Ttl"] = WholeSeconds(entry.ExpiresAt - now);
        if (caller.MayExplain && outcome.Similarity is { } similarity)
        {
            headers["X-Cache-Similarity"] = similarity.ToString("0.####", CultureInfo.InvariantCulture);
        }
    }

    // In the words of the metadata, as one line: "support;rule=0;shaping=output_limit,instruction".
    private static string Describe(RouteChoice route)
    {
        var rule = route.Rule is { } number ? string.Create(CultureInfo.InvariantCulture, $";rule={number}") : "";
        return route.Route + rule + (route.Shaping.IsEmpty ? "" : ";shaping=" + string.Join(',', route.Shaping));
    }

    private static string StatusOf(CacheOutcome outcome) => outcome.Kind switch
    {
        // Nothing was found because nothing could be looked up: the cache stood aside.
        CacheOutcomeKind.Miss when StageFailures.IsOne(outcome.Reason) => "BYPASS",
        CacheOutcomeKind.ExactHit => "HIT",
        CacheOutcomeKind.SemanticHit => "SEMANTIC_HIT",
        CacheOutcomeKind.StaleHit => "STALE",
        CacheOutcomeKind.Joined => "JOINED",
        CacheOutcomeKind.Bypass => "BYPASS",
        _ => "MISS",
    };

    private static CacheControlHeaderValue? ReadCacheControl(IHeaderDictionary headers, List<FieldMistake> mistakes)
    {
        var text = headers.CacheControl.ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (CacheControlHeaderValue.TryParse(text, out var control))
        {
            return control;
        }

        mistakes.Add(new FieldMistake(HeaderNames.CacheControl, $"'{text}' is not a list of directives such as no-cache, no-store, max-age=60, only-if-cached"));
        return null;
    }

    private static double? ReadShare(IHeaderDictionary headers, string name, List<FieldMistake> mistakes)
    {
        var text = headers[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) || share is not (>= 0 and <= 1))
        {
            mistakes.Add(new FieldMistake(name, "must be a number from 0 to 1"));
        }

        return share;
    }

    private static TimeSpan? ReadSeconds(IHeaderDictionary headers, List<FieldMistake> mistakes)
    {
        var text = headers[Ttl].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds < 1)
        {
            mistakes.Add(new FieldMistake(Ttl, "must be a whole number of seconds, at least 1"));
            return null;
        }

        return TimeSpan.FromSeconds(seconds);
    }

    private static int? ReadPace(IHeaderDictionary headers, List<FieldMistake> mistakes)
    {
        var text = headers[Pace].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pace) || pace > NamespacePolicy.MostReplayTokensPerSecond)
        {
            mistakes.Add(new FieldMistake(Pace, $"must be a whole number of tokens a second, from 0 (at once) to {NamespacePolicy.MostReplayTokensPerSecond}"));
        }

        return pace;
    }

    private static ImmutableArray<string> ReadTags(IHeaderDictionary headers, List<FieldMistake> mistakes)
    {
        var tags = headers[Tags].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (tags.Length > MostTags || tags.Any(tag => tag.Length > LongestTag))
        {
            mistakes.Add(new FieldMistake(Tags, $"must be at most {MostTags} tags of at most {LongestTag} characters"));
        }

        if (tags.Any(SubjectTag.IsReserved))
        {
            mistakes.Add(new FieldMistake(Tags, $"must not begin with '{SubjectTag.Prefix}', which marks the entries of persons"));
        }

        return [.. tags.Distinct(StringComparer.Ordinal)];
    }

    // A comment ends with its line, and a caller may call its model anything.
    private static string OneLine(string text) => string.Concat(text.Where(character => !char.IsControl(character)));

    private static string WholeSeconds(TimeSpan time) => Math.Max(0, (long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
