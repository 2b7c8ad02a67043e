using System.Collections.Concurrent;

namespace SemanticCache.Core.Jobs;

/// <summary>The work of jobs that ask a list of questions: the next one.</summary>
internal sealed class QuestionList
{
    private readonly JobBook _book;
    private readonly JobAsker _asker;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, string[]> _read = new(StringComparer.Ordinal);

    public QuestionList(JobBook book, JobAsker asker, TimeProvider time)
    {
        _book = book;
        _asker = asker;
        _time = time;
    }

    /// <summary>Asks the next question and returns the job as it is then.</summary>
    public async Task<BackgroundJob> StepAsync(BackgroundJob job, CancellationToken cancellationToken)
    {
        if (!_read.TryGetValue(job.Id, out var questions))
        {
            questions = await _book.QuestionsAsync(job.Id, cancellationToken);
            _read[job.Id] = questions;
        }

        var position = job.Done + job.Failed;
        if (position < questions.Length)
        {
            var began = _time.GetUtcNow();
            var failure = await _asker.AskAsync(job.RequestFor(questions[position], job.Tenant), isAnew: false, cancellationToken);
            job = job.Asked(failure, began);
        }

        return job.Done + job.Failed < questions.Length ? job : job.Ended(JobState.Done, _time.GetUtcNow());
    }

    /// <summary>Forgets what is kept in memory of a job.</summary>
    public void Forget(string id) => _read.TryRemove(id, out _);
}
