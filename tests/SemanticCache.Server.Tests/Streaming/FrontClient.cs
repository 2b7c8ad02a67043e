using System.Text;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>A caller of the fronts who reads what comes as it comes.</summary>
internal sealed class FrontClient
{
    private readonly HttpClient _http;

    public FrontClient(HttpClient http)
    {
        _http = http;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Asks, and returns as soon as the answer begins.</summary>
    public Task<HttpResponseMessage> SendAsync(string api, string question, bool stream, params (string Name, string Value)[] headers) =>
        SendAsync(api, question, stream, Cancellation, headers);

    /// <summary>Asks, and returns as soon as the answer begins.</summary>
    public Task<HttpResponseMessage> SendAsync(
        string api, string question, bool stream, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var words = ProviderWords.All[api];
        var request = new HttpRequestMessage(HttpMethod.Post, words.Path) { Content = new StringContent(words.Ask(question, stream), Encoding.UTF8, "application/json") };
        request.Headers.Add("X-SemanticCache-Namespace", api);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).Soon();
    }

    /// <summary>Reads a reply to its end.</summary>
    /// <param name="response">The reply.</param>
    /// <param name="onData">Is given the data of each event.</param>
    public static async Task<FrontReply> ReadAsync(HttpResponseMessage response, Action<string>? onData = null)
    {
        var data = new List<string>();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        while (await reader.ReadLineAsync(Cancellation).AsTask().Soon() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal) || line.StartsWith('{'))
            {
                data.Add(line[line.IndexOfAny(['{', '['])..]);
                onData?.Invoke(data[^1]);
            }
        }

        var retryAfter = response.Headers.TryGetValues("Retry-After", out var waits) ? waits.Single() : null;
        return new FrontReply(response.StatusCode, response.Headers.GetValues("X-Cache-Status").Single(), retryAfter, data);
    }

    /// <summary>Asks and reads the reply to its end.</summary>
    public async Task<FrontReply> AskAsync(string api, string question, bool stream, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(api, question, stream, headers);
        return await ReadAsync(response);
    }
}
