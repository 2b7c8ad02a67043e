using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream.Simulated;

/// <summary>Stands in for a language model: the same question always brings the same answer, at a model's pace; in varied wording if the options say so.</summary>
internal sealed class SimulatedUpstreamClient : IUpstreamClient
{
    private const string ModelName = "simulated";

    private readonly TimeProvider _time;
    private readonly TimeSpan _timeToFirstToken;
    private readonly TimeSpan _timePerToken;
    private readonly double _errorRate;
    private readonly Lazy<ReplayAnswers>? _answers;
    private readonly WordingVariation? _variation;
    private int _calls;

    public SimulatedUpstreamClient(SimulatedUpstreamOptions options, TimeProvider time)
    {
        _time = time;
        _timeToFirstToken = options.TimeToFirstToken;
        _timePerToken = TimeSpan.FromSeconds(1 / options.TokensPerSecond);
        _errorRate = options.ErrorRate;
        _answers = options.ReplayFolder.Length == 0 ? null : new Lazy<ReplayAnswers>(() => ReplayAnswers.Load(options.ReplayFolder));
        _variation = options.Wording is AnswerWording.Varied ? new WordingVariation(options.WordingSeed) : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnswerEvent> AskAsync(
        UpstreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var question = request.Messages[^1].Text;
        var words = AnswerTo(question).Split(' ');
        await WaitAsync(_timeToFirstToken, cancellationToken);
        if (Share(question) < _errorRate)
        {
            throw new UpstreamException(UpstreamFailure.Unavailable, "The simulated upstream fails this question on purpose.", 503);
        }

        for (var i = 0; i < words.Length; i++)
        {
            await WaitAsync(i == 0 ? TimeSpan.Zero : _timePerToken, cancellationToken);
            yield return new TextDelta(i == 0 ? words[i] : " " + words[i]);
        }

        var asked = request.Messages.Sum(message => CountWords(message.Text));
        yield return new AnswerEnd(FinishReasons.Stop, request.Model.Length == 0 ? ModelName : request.Model, new TokenUsage(asked, words.Length));
    }

    private Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(time, _time, cancellationToken);

    private string AnswerTo(string question)
    {
        var answer = _answers?.Value.Find(question);
        return answer is null ? $"You asked: {question}" : _variation?.Of(answer, Interlocked.Increment(ref _calls)) ?? answer;
    }

    private static int CountWords(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    private static double Share(string question)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(question));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue;
    }
}
