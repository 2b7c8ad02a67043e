using Grpc.Core;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Demo;

/// <summary>Sends questions over gRPC, several at a time, and notes what comes back.</summary>
internal sealed class DemoTraffic
{
    private readonly SemanticCacheClient _client;
    private readonly int _inFlight;
    private readonly TimeProvider _time;

    /// <param name="client">A client of the service.</param>
    /// <param name="inFlight">How many questions are on their way at a time.</param>
    /// <param name="time">The clock.</param>
    public DemoTraffic(SemanticCacheClient client, int inFlight, TimeProvider time)
    {
        _client = client;
        _inFlight = inFlight;
        _time = time;
    }

    /// <summary>Sends every question, and calls <paramref name="onAnswered"/> after each.</summary>
    /// <returns>One observation for each question, in the questions' order.</returns>
    public async Task<IReadOnlyList<DemoObservation>> SendAsync(
        IReadOnlyList<DemoQuestion> questions, Action onAnswered, CancellationToken cancellationToken)
    {
        var observations = new DemoObservation[questions.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = _inFlight, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, questions.Count, options, async (index, token) =>
        {
            observations[index] = await AskAsync(questions[index], token);
            onAnswered();
        });
        return observations;
    }

    private async Task<DemoObservation> AskAsync(DemoQuestion question, CancellationToken cancellationToken)
    {
        var request = new CompleteRequest { Question = new Question { Namespace = question.Namespace, Text = question.Text } };
        var started = _time.GetTimestamp();
        try
        {
            var response = await _client.Cache.CompleteAsync(request, cancellationToken: cancellationToken);
            return new DemoObservation(question, _time.GetElapsedTime(started), response, Failure: null);
        }
        catch (RpcException failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new DemoObservation(question, _time.GetElapsedTime(started), Response: null, failure.Status.Detail);
        }
    }
}
