using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SemanticCache.Server;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Benchmarks.Load;

/// <summary>Opens many streams of the OpenAI front at once, each a miss of its own, and checks every byte of their answers.</summary>
/// <remarks>Arguments: the number of streams (500), the simulated model's tokens per second (20).</remarks>
internal static class StreamHarness
{
    private const int Words = 60;

    private static readonly TimeSpan FirstToken = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs the harness.</summary>
    public static async Task RunAsync(string[] args)
    {
        var streams = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
        var pace = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
        var directory = Directory.CreateTempSubdirectory("semcache-streams").FullName;
        await using var host = ServerApplication.Build(
        [
            "--Server:GrpcPort=0", "--Server:HttpPort=0", $"--Store:Embedded:Directory={directory}", "--Logging:LogLevel:Default=Error",
            $"--Upstreams:Endpoints:simulated:Simulated:TimeToFirstToken={FirstToken}",
            $"--Upstreams:Endpoints:simulated:Simulated:TokensPerSecond={pace}",
        ]);
        await host.StartAsync();
        using var client = new HttpClient { BaseAddress = ServerAddresses.Of(host.Services).Http, Timeout = TimeSpan.FromMinutes(5) };
        await AskAsync(client, "a first question that warms everything up");

        var started = Stopwatch.GetTimestamp();
        var results = await Task.WhenAll(Enumerable.Range(0, streams).Select(number => AskAsync(client, Question(number))));
        var elapsed = Stopwatch.GetElapsedTime(started);

        var overhead = results.Select(result => (result.FirstPart - FirstToken).TotalMilliseconds).Order().ToArray();
        await Console.Out.WriteLineAsync(MachineLine.Read());
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{streams} streams at once, {Words + 2} tokens at {pace} a second each: {results.Count(result => result.IsWhole)} whole, {results.Count(result => !result.IsWhole)} not; all done after {elapsed.TotalSeconds:0.0} s."));
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"First part later than the model's own {FirstToken.TotalMilliseconds:0} ms by p50 {At(overhead, 0.5):0} ms, p95 {At(overhead, 0.95):0} ms, at most {overhead[^1]:0} ms (all opened in the same moment)."));
        await host.StopAsync();
        Directory.Delete(directory, recursive: true);
    }

    private static string Question(int number) =>
        string.Join(' ', Enumerable.Range(0, Words).Select(word => $"w{(number * 7919 + word * 104_729) % 99_991}"));

    private static async Task<(TimeSpan FirstPart, bool IsWhole)> AskAsync(HttpClient client, string question)
    {
        var body = new JsonObject
        {
            ["model"] = "m",
            ["stream"] = true,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = question }),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        var started = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var firstPart = default(TimeSpan?);
        var (text, ended) = (new StringBuilder(), false);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
            {
                continue;
            }

            firstPart ??= Stopwatch.GetElapsedTime(started);
            ended = line == "data: [DONE]";
            text.Append(ended ? "" : TextOf(line[6..]));
        }

        return (firstPart ?? TimeSpan.MaxValue, ended && text.ToString() == "You asked: " + question);
    }

    private static string TextOf(string chunk)
    {
        using var parsed = JsonDocument.Parse(chunk);
        return parsed.RootElement.GetProperty("choices")[0].GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() ?? "" : "";
    }

    private static double At(double[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)];
}
