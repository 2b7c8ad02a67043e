using System.Text.Json;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Jobs;

/// <summary>Keeps jobs, for every instance to see.</summary>
internal sealed class JobBook
{
    /// <summary>How many jobs may be open at a time, in all namespaces together.</summary>
    public const int MostOpen = 100;

    private const int ReadAtOnce = 100;
    private const int MostTries = 10;

    private readonly IRecordStore _records;
    private readonly TimeProvider _time;
    private readonly TimeSpan _retention;

    public JobBook(IRecordStore records, TimeProvider time, IOptions<JobOptions> options)
    {
        _records = records;
        _time = time;
        _retention = options.Value.Retention;
    }

    /// <summary>Keeps a new job with its questions; null when too many are open.</summary>
    public async Task<BackgroundJob?> CreateAsync(BackgroundJob job, IReadOnlyCollection<string> questions, CancellationToken cancellationToken)
    {
        if ((await ListOpenAsync(cancellationToken)).Count >= MostOpen)
        {
            return null;
        }

        // First the questions: a job without them would be done at once.
        if (questions.Count > 0)
        {
            var content = JsonSerializer.SerializeToUtf8Bytes(questions.ToArray(), JobJson.Default.StringArray);
            await _records.AddRecordsAsync([new StoredRecord { Kind = RecordKinds.JobQuestions, Id = job.Id, Owner = job.Namespace, At = job.At, Content = content }], cancellationToken);
        }

        return await TryPutAsync(job, cancellationToken);
    }

    /// <summary>Writes a job down as the write after <see cref="BackgroundJob.Version"/> and returns it; null when another came first.</summary>
    public async Task<BackgroundJob?> TryPutAsync(BackgroundJob changed, CancellationToken cancellationToken)
    {
        var next = changed with { Version = changed.Version + 1 };
        var record = new StoredRecord
        {
            Kind = RecordKinds.Job,
            Id = next.Id,
            Owner = next.Namespace,
            At = next.At,
            Version = next.Version,
            Content = JsonSerializer.SerializeToUtf8Bytes(next, JobJson.Default.BackgroundJob),
        };
        if (!await _records.TryPutRecordAsync(record, cancellationToken))
        {
            return null;
        }

        if (!next.IsOpen)
        {
            await _records.DeleteRecordAsync(RecordKinds.JobQuestions, next.Id, cancellationToken);
        }

        return next;
    }

    /// <summary>Returns the questions of a job; none where it has none.</summary>
    public async Task<string[]> QuestionsAsync(string id, CancellationToken cancellationToken) =>
        await _records.GetRecordAsync(RecordKinds.JobQuestions, id, cancellationToken) is { } record
            ? JsonSerializer.Deserialize(record.Content.Span, JobJson.Default.StringArray) ?? []
            : [];

    /// <summary>Returns a job in a namespace; null when there is none that this tenant may see.</summary>
    public async Task<BackgroundJob?> FindAsync(CacheNamespace target, string id, string? tenant, CancellationToken cancellationToken) =>
        await _records.GetRecordAsync(RecordKinds.Job, id, cancellationToken) is { } record && Read(record) is var job && IsVisible(job, target, tenant) ? job : null;

    /// <summary>Returns a page of the jobs in a namespace that this tenant may see, newest first.</summary>
    /// <exception cref="InvalidPageTokenException">The token belongs to no such list.</exception>
    public async Task<JobPage> ListAsync(CacheNamespace target, string? tenant, PageRequest page, CancellationToken cancellationToken)
    {
        var found = await _records.ListRecordsAsync(new RecordFilter(RecordKinds.Job, target.Name), page, cancellationToken);
        return new JobPage([.. found.Records.Select(Read).Where(job => IsVisible(job, target, tenant))], found.NextToken);
    }

    /// <summary>Returns the open jobs of all namespaces, oldest first, and forgets those that ended long ago.</summary>
    public async Task<IReadOnlyList<BackgroundJob>> ListOpenAsync(CancellationToken cancellationToken)
    {
        var open = new List<BackgroundJob>();
        await foreach (var record in _records.ReadAllAsync(new RecordFilter(RecordKinds.Job), ReadAtOnce, cancellationToken))
        {
            var job = Read(record);
            if (job.IsOpen)
            {
                open.Add(job);
            }
            else if (job.EndedAt + _retention < _time.GetUtcNow())
            {
                await _records.DeleteRecordAsync(RecordKinds.Job, job.Id, cancellationToken);
            }
        }

        open.Reverse();
        return open;
    }

    /// <summary>Ends a job that is open, and returns it; null when there is none that this tenant may see.</summary>
    public async Task<BackgroundJob?> CancelAsync(CacheNamespace target, string id, string? tenant, CancellationToken cancellationToken)
    {
        // The instance that works on it writes its progress down meanwhile.
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await FindAsync(target, id, tenant, cancellationToken) is not { IsOpen: true } job)
            {
                return null;
            }

            if (await TryPutAsync(job.Ended(JobState.Cancelled, _time.GetUtcNow()), cancellationToken) is { } cancelled)
            {
                return cancelled;
            }
        }

        throw new TimeoutException($"The job {id} changes too fast to be cancelled.");
    }

    private static bool IsVisible(BackgroundJob job, CacheNamespace target, string? tenant) =>
        job.Namespace == target.Name && job.NamespaceCreatedAt == target.CreatedAt && (tenant is null || job.Tenant == tenant);

    private static BackgroundJob Read(StoredRecord record) =>
        JsonSerializer.Deserialize(record.Content.Span, JobJson.Default.BackgroundJob)! with { Version = record.Version };
}
