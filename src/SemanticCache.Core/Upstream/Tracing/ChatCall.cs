using System.Diagnostics;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Reporting.Tracing;

namespace SemanticCache.Core.Upstream.Tracing;

/// <summary>One time that an endpoint is asked: its span and, at its end, its metrics, in the words of OpenTelemetry's conventions for generative AI.</summary>
/// <remarks>Ends when it is disposed of: answered, failed, or left by everyone who waited.</remarks>
internal sealed class ChatCall : IDisposable
{
    private const string Operation = "chat";

    private readonly UpstreamTarget _target;
    private readonly string _model;
    private readonly UpstreamMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly Activity? _span;
    private AnswerEnd? _answer;
    private string _errorType = FailureReasons.Cancelled;

    public ChatCall(UpstreamTarget target, UpstreamRequest request, UpstreamMetrics metrics, TimeProvider time)
    {
        _target = target;
        _model = request.Model.Length == 0 ? target.DefaultModel : request.Model;
        _metrics = metrics;
        _time = time;
        _started = time.GetTimestamp();
        _span = Begin(request.Stream);
    }

    /// <summary>Notes the end of the answer.</summary>
    public void Answered(AnswerEnd answer) => _answer = answer;

    /// <summary>Notes that no whole answer will come.</summary>
    public void Failed(string errorType) => _errorType = errorType;

    /// <inheritdoc/>
    public void Dispose()
    {
        _metrics.ChatEnded(_time.GetElapsedTime(_started), Tags());
        if (_answer is { } answer)
        {
            _metrics.TokensUsed(answer.Usage, Tags());
        }

        if (_span is null)
        {
            return;
        }

        Describe(_span);
        _span.Stop();
    }

    private Activity? Begin(bool stream)
    {
        var source = CacheSpans.Source;
        if (!source.HasListeners())
        {
            return null;
        }

        var span = source.StartActivity(_model.Length == 0 ? Operation : $"{Operation} {_model}", ActivityKind.Client);
        if (span is not { IsAllDataRequested: true })
        {
            return span;
        }

        span.SetTag(TelemetryNames.EndpointTag, _target.Endpoint);
        span.SetTag(TelemetryNames.RequestModelTag, _model.Length == 0 ? null : _model);
        span.SetTag(TelemetryNames.StreamTag, stream);
        foreach (var (name, value) in TargetTags())
        {
            span.SetTag(name, value);
        }

        return span;
    }

    private void Describe(Activity span)
    {
        if (_answer is not { } answer)
        {
            CacheSpans.Fail(span, _errorType);
            return;
        }

        span.SetTag(TelemetryNames.FinishReasonsTag, new[] { answer.FinishReason });
        span.SetTag(TelemetryNames.ResponseModelTag, answer.Model.Length == 0 ? null : answer.Model);
        span.SetTag(TelemetryNames.InputTokensTag, Known(answer.Usage.InputTokens));
        span.SetTag(TelemetryNames.OutputTokensTag, Known(answer.Usage.OutputTokens));
        span.SetTag(TelemetryNames.CachedInputTokensTag, Known(answer.Usage.CachedInputTokens));
    }

    // Callers choose the names of models: only those that an endpoint answers for become series of metrics.
    private TagList Tags()
    {
        var tags = TargetTags();
        if (_answer is not { } answer)
        {
            tags.Add(TelemetryNames.ErrorTypeTag, _errorType);
            return tags;
        }

        AddKnown(ref tags, TelemetryNames.RequestModelTag, _model);
        AddKnown(ref tags, TelemetryNames.ResponseModelTag, answer.Model);
        return tags;
    }

    private TagList TargetTags()
    {
        var tags = new TagList
        {
            { TelemetryNames.OperationTag, Operation },
            { TelemetryNames.ProviderTag, _target.Provider },
        };
        if (_target.Address is { } address)
        {
            tags.Add(TelemetryNames.ServerAddressTag, address.Host);
            tags.Add(TelemetryNames.ServerPortTag, address.Port);
        }

        return tags;
    }

    private static void AddKnown(ref TagList tags, string name, string model)
    {
        if (model.Length > 0)
        {
            tags.Add(name, model);
        }
    }

    // A provider that does not count tells zero, and a tag without a value is none.
    private static int? Known(int tokens) => tokens == 0 ? null : tokens;
}
