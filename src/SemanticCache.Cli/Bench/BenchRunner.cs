using System.Text.Json;

namespace SemanticCache.Cli.Bench;

/// <summary>Sends the requests of a pass and measures them.</summary>
internal sealed class BenchRunner
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(2);

    private readonly BenchSettings _settings;
    private readonly TimeProvider _time;

    public BenchRunner(BenchSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
    }

    /// <summary>Runs one pass, over connections of its own, so that every pass pays for opening them.</summary>
    public async Task<BenchPass> RunAsync(string model, bool cache, Action step, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = _settings.Concurrency }) { Timeout = LongestRequest };
        var observations = new BenchObservation[_settings.Prompts.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _settings.Concurrency, CancellationToken = cancellationToken };
        var started = _time.GetTimestamp();
        await Parallel.ForAsync(0, observations.Length, parallel, async (index, token) =>
        {
            observations[index] = await ObserveAsync(http, model, _settings.Prompts[index], cache, token);
            step();
        });
        return BenchPass.Of(model, cache, observations, _time.GetElapsedTime(started));
    }

    private async Task<BenchObservation> ObserveAsync(HttpClient http, string model, string prompt, bool cache, CancellationToken cancellationToken)
    {
        try
        {
            using var request = BenchRequest.Create(_settings, model, prompt, cache);
            var started = _time.GetTimestamp();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return BenchObservation.Failed($"status {(int)response.StatusCode}");
            }

            var status = response.Headers.TryGetValues("X-Cache-Status", out var values) ? values.First() : "";
            return await ReadAsync(response, started, status, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            var isUnreachable = failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;
            return BenchObservation.Failed(failure.Message, isUnreachable);
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            return BenchObservation.Failed(failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return BenchObservation.Failed($"no whole answer within {LongestRequest.TotalSeconds:0} s");
        }
    }

    private async Task<BenchObservation> ReadAsync(HttpResponseMessage response, long started, string status, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        TimeSpan? firstToken = null;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (BenchEvents.DataOf(line) is not { } data)
            {
                continue;
            }

            if (BenchEvents.IsEnd(data))
            {
                var total = _time.GetElapsedTime(started);
                return new BenchObservation(firstToken ?? total, total, status);
            }

            if (BenchEvents.IsError(data))
            {
                return BenchObservation.Failed("an error in the stream");
            }

            if (firstToken is null && BenchEvents.IsToken(data))
            {
                firstToken = _time.GetElapsedTime(started);
            }
        }

        return BenchObservation.Failed("the stream broke off");
    }
}
