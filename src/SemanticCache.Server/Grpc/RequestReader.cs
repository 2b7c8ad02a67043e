using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads requests from the wire and notes every mistake, so that a caller sees all of them at once.</summary>
internal sealed class RequestReader
{
    private const int MostMessages = 1000;
    private const int MostTags = 32;
    private const int MostSources = 128;
    private const int LongestName = 128;
    private const int LongestModel = 256;

    private readonly Caller _caller;
    private readonly List<FieldMistake> _mistakes;
    private readonly string _prefix;

    private RequestReader(Caller caller, List<FieldMistake> mistakes, string prefix)
    {
        _caller = caller;
        _mistakes = mistakes;
        _prefix = prefix;
    }

    /// <summary>Reads a question with what is asked of the cache.</summary>
    /// <exception cref="global::Grpc.Core.RpcException">INVALID_ARGUMENT: a field is wrong.</exception>
    public static CacheRequest Read(Question? question, CacheControl? control, Caller caller)
    {
        var mistakes = new List<FieldMistake>();
        var request = Read(question, control, caller, mistakes);
        GrpcErrors.ThrowIfAny(mistakes);
        return request;
    }

    /// <summary>Reads a question that is to be answered part by part.</summary>
    /// <exception cref="global::Grpc.Core.RpcException">INVALID_ARGUMENT: a field is wrong.</exception>
    public static CacheRequest Read(StreamCompleteRequest request, Caller caller)
    {
        var mistakes = new List<FieldMistake>();
        var read = Read(request.Question, request.CacheControl, caller, mistakes);
        if (request.ReplayTokensPerSecond is < 0 or > NamespacePolicy.MostReplayTokensPerSecond)
        {
            mistakes.Add(new FieldMistake("replay_tokens_per_second", $"must be from 0 to {NamespacePolicy.MostReplayTokensPerSecond}"));
        }

        GrpcErrors.ThrowIfAny(mistakes);
        return request.HasReplayTokensPerSecond
            ? read with { Controls = read.Controls with { ReplayTokensPerSecond = request.ReplayTokensPerSecond } }
            : read;
    }

    /// <summary>
    /// Reads a question with what is asked of the cache and notes what is wrong;
    /// <paramref name="prefix"/> is the path of the message that holds both.
    /// </summary>
    public static CacheRequest Read(Question? question, CacheControl? control, Caller caller, List<FieldMistake> mistakes, string prefix = "")
    {
        var reader = new RequestReader(caller, mistakes, prefix);
        return reader.ReadQuestion(question ?? new Question()) with { Controls = reader.ReadControl(control) };
    }

    private CacheRequest ReadQuestion(Question question)
    {
        RequireName("question.namespace", question.Namespace);
        RequireShort("question.model", question.Model, LongestModel);
        RequireShort("question.locale", question.Locale, LongestName);
        return new CacheRequest
        {
            Caller = _caller,
            Namespace = question.Namespace,
            Messages = ReadMessages(question),
            Model = question.Model,
            Tools = ReadTools(question),
            ResponseFormat = ReadJson("question.response_format_json", question.ResponseFormatJson),
            Sampling = ReadSampling(question.Sampling),
            Locale = question.Locale,
            Attributes = question.Attributes.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private ImmutableArray<ChatMessage> ReadMessages(Question question)
    {
        if (question.Text.Length > 0 && question.Messages.Count > 0)
        {
            Note("question.text", "must be empty when messages are given");
        }

        if (question.Messages.Count > MostMessages)
        {
            Note("question.messages", $"holds {question.Messages.Count} messages; at most {MostMessages} are taken");
            return [];
        }

        if (question.Messages.Count == 0)
        {
            if (string.IsNullOrWhiteSpace(question.Text))
            {
                Note("question.text", "must not be empty when there are no messages");
            }

            return [new ChatMessage(ChatRole.User, question.Text)];
        }

        return [.. question.Messages.Select((message, index) => ReadMessage(message, index))];
    }

    private ChatMessage ReadMessage(Message message, int index) => message.Role switch
    {
        Role.Unspecified or Role.User => new ChatMessage(ChatRole.User, message.Text),
        Role.System => new ChatMessage(ChatRole.System, message.Text),
        Role.Assistant => new ChatMessage(ChatRole.Assistant, message.Text),
        Role.Tool => new ChatMessage(ChatRole.Tool, message.Text),
        _ => Unknown(message, index),
    };

    private ChatMessage Unknown(Message message, int index)
    {
        Note($"question.messages[{index}].role", $"{(int)message.Role} is not a role");
        return new ChatMessage(ChatRole.User, message.Text);
    }

    private string ReadTools(Question question)
    {
        var tools = ReadJson("question.tools_json", question.ToolsJson);
        var choice = ReadJson("question.tool_choice_json", question.ToolChoiceJson);
        if (tools.Length == 0)
        {
            if (choice.Length > 0)
            {
                Note("question.tool_choice_json", "needs tools_json");
            }

            return "";
        }

        return choice.Length == 0 ? $$"""{"tools":{{tools}}}""" : $$"""{"tools":{{tools}},"tool_choice":{{choice}}}""";
    }

    private string ReadJson(string field, string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        try
        {
            // Written again without its white space, so that formatting does not split a scope.
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement);
        }
        catch (JsonException mistake)
        {
            Note(field, $"is not JSON: {mistake.Message}");
            return "";
        }
    }

    private Core.Pipeline.SamplingParameters ReadSampling(Protocol.V1.SamplingParameters? sampling)
    {
        if (sampling is null)
        {
            return Core.Pipeline.SamplingParameters.Default;
        }

        Require("question.sampling.temperature", !sampling.HasTemperature || sampling.Temperature is >= 0 and < double.PositiveInfinity, "must be a number, not negative");
        Require("question.sampling.top_p", !sampling.HasTopP || IsShare(sampling.TopP), "must be from 0 to 1");
        Require("question.sampling.max_output_tokens", !sampling.HasMaxOutputTokens || sampling.MaxOutputTokens >= 1, "must be at least 1");
        return new Core.Pipeline.SamplingParameters
        {
            Temperature = sampling.HasTemperature ? sampling.Temperature : null,
            TopP = sampling.HasTopP ? sampling.TopP : null,
            Seed = sampling.HasSeed ? sampling.Seed : null,
            MaximumOutputTokens = sampling.HasMaxOutputTokens ? sampling.MaxOutputTokens : null,
            Stop = [.. sampling.Stop],
        };
    }

    private RequestControls ReadControl(CacheControl? control)
    {
        if (control is null)
        {
            return RequestControls.Default;
        }

        Require("cache_control.similarity_threshold", !control.HasSimilarityThreshold || IsShare(control.SimilarityThreshold), "must be from 0 to 1");
        Require("cache_control.minimum_confidence", !control.HasMinimumConfidence || IsShare(control.MinimumConfidence), "must be from 0 to 1");
        RequireTags(control.Tags);
        RequireSources(control.Sources);
        return new RequestControls
        {
            SimilarityThreshold = control.HasSimilarityThreshold ? control.SimilarityThreshold : null,
            MinimumConfidence = control.HasMinimumConfidence ? control.MinimumConfidence : null,
            TimeToLive = ReadDuration("cache_control.ttl", control.Ttl),
            MaximumAge = ReadDuration("cache_control.max_age", control.MaxAge),
            NoCache = control.NoCache,
            NoStore = control.NoStore,
            Tags = [.. control.Tags.Distinct(StringComparer.Ordinal)],
            Sources = [.. control.Sources.Select(source => new Core.Entries.SourceReference(source.Id, source.Version))],
        };
    }

    private TimeSpan? ReadDuration(string field, Duration? duration)
    {
        if (duration is null)
        {
            return null;
        }

        if (WireTime.Read(duration) is { } time && duration is not { Seconds: 0, Nanos: 0 })
        {
            return time;
        }

        Note(field, "must be more than zero and at most 100 years");
        return null;
    }

    private void RequireTags(RepeatedField<string> tags)
    {
        Require("cache_control.tags", tags.Count <= MostTags, $"holds {tags.Count} tags; at most {MostTags} are taken");
        for (var i = 0; i < Math.Min(tags.Count, MostTags); i++)
        {
            RequireName($"cache_control.tags[{i}]", tags[i]);
            Require($"cache_control.tags[{i}]", !SubjectTag.IsReserved(tags[i]), $"must not begin with '{SubjectTag.Prefix}', which marks the entries of persons");
        }
    }

    private void RequireSources(RepeatedField<SourceReference> sources)
    {
        Require("cache_control.sources", sources.Count <= MostSources, $"holds {sources.Count} sources; at most {MostSources} are taken");
        for (var i = 0; i < Math.Min(sources.Count, MostSources); i++)
        {
            RequireName($"cache_control.sources[{i}].id", sources[i].Id);
            RequireShort($"cache_control.sources[{i}].version", sources[i].Version, LongestName);
        }
    }

    private void RequireShort(string field, string text, int longest) =>
        Require(field, text.Length <= longest, $"must have at most {longest} characters");

    private void RequireName(string field, string name) =>
        Require(field, name.Length is > 0 and <= LongestName, $"must have 1 to {LongestName} characters");

    private void Require(string field, bool holds, string description)
    {
        if (!holds)
        {
            Note(field, description);
        }
    }

    private void Note(string field, string description) => _mistakes.Add(new FieldMistake(_prefix + field, description));

    private static bool IsShare(double value) => value is >= 0 and <= 1;
}
