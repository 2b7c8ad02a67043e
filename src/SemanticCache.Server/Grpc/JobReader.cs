using System.Globalization;
using SemanticCache.Core.Jobs;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Protocol.V1;
using JobKind = SemanticCache.Core.Jobs.JobKind;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads jobs from the wire and notes every mistake.</summary>
internal sealed class JobReader
{
    private const int MostQuestions = 5000;
    private const int MostRequests = 600;
    private const long ShortestLeadSeconds = 60;
    private const long LongestLeadSeconds = 30 * 86400;

    private readonly CacheNamespace _target;
    private readonly Caller _caller;
    private readonly DateTimeOffset _now;
    private readonly List<FieldMistake> _mistakes = [];

    public JobReader(CacheNamespace target, Caller caller, DateTimeOffset now)
    {
        _target = target;
        _caller = caller;
        _now = now;
    }

    /// <summary>Reads a job.</summary>
    /// <exception cref="global::Grpc.Core.RpcException">INVALID_ARGUMENT: a field is wrong.</exception>
    public BackgroundJob ReadOrThrow(CreateJobRequest request)
    {
        Require("requests_per_minute", request.RequestsPerMinute is >= 1 and <= MostRequests, $"must be from 1 to {MostRequests}");
        ReadWork(request);

        // The questions' own rules, read with the first one: model, system prompt and locale are the same for all.
        var job = JobOf(request, ReadWindow(request));
        var sample = new Question { Namespace = job.Namespace, Text = "?", Model = job.Model, Locale = job.Locale };
        _ = RequestReader.Read(sample, control: null, _caller, _mistakes);
        GrpcErrors.ThrowIfAny(_mistakes);
        return job;
    }

    private BackgroundJob JobOf(CreateJobRequest request, JobWindow? window) => new()
    {
        Id = Guid.CreateVersion7(_now).ToString("D"),
        At = _now,
        Namespace = _target.Name,
        NamespaceCreatedAt = _target.CreatedAt,
        Kind = request.Ask is null ? JobKind.Refresh : JobKind.Ask,
        Tenant = _caller.Tenant,
        CallerName = _caller.Name,
        SeesEveryTenant = _caller.SeesEveryTenant,
        RequestsPerMinute = request.RequestsPerMinute,
        Window = window,
        Model = request.Model,
        SystemPrompt = request.SystemPrompt,
        Locale = request.Locale,
        MinimumHits = request.Refresh?.MinimumHits ?? 0,
        Lead = _mistakes.Count == 0 && request.Refresh?.Lead is { } lead ? lead.ToTimeSpan() : TimeSpan.Zero,
        Total = request.Ask?.Questions.Count ?? 0,
        NextAt = _now,
    };

    private void ReadWork(CreateJobRequest request)
    {
        Require("work", request.WorkCase is not CreateJobRequest.WorkOneofCase.None, "ask or refresh must be given");
        if (request.Ask is { } ask)
        {
            Require("ask.questions", ask.Questions.Count is >= 1 and <= MostQuestions, $"must hold 1 to {MostQuestions} questions");
            for (var index = 0; index < ask.Questions.Count; index++)
            {
                Require($"ask.questions[{index}]", !string.IsNullOrWhiteSpace(ask.Questions[index]), "must not be empty");
            }
        }

        if (request.Refresh is { } refresh)
        {
            Require("refresh.minimum_hits", refresh.MinimumHits >= 1, "must be at least 1");
            Require(
                "refresh.lead",
                refresh.Lead is { Seconds: >= ShortestLeadSeconds and <= LongestLeadSeconds, Nanos: >= 0 and <= 999_999_999 },
                "must be from 1 minute to 30 days");
        }
    }

    private JobWindow? ReadWindow(CreateJobRequest request)
    {
        if (request.WindowStart.Length == 0 && request.WindowEnd.Length == 0)
        {
            return null;
        }

        var (from, to) = (ReadTime("window_start", request.WindowStart), ReadTime("window_end", request.WindowEnd));
        if (from is not { } start || to is not { } end)
        {
            return null;
        }

        Require("window_end", start != end, "must differ from window_start");
        return new JobWindow(start, end);
    }

    private TimeOnly? ReadTime(string field, string text)
    {
        var isTime = TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        Require(field, isTime, "must be a time of day as 01:00, in UTC");
        return isTime ? time : null;
    }

    private void Require(string field, bool holds, string description)
    {
        if (!holds)
        {
            _mistakes.Add(new FieldMistake(field, description));
        }
    }
}
