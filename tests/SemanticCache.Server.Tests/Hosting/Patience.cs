using Grpc.Core;

namespace SemanticCache.Server.Tests.Hosting;

/// <summary>The one time limit of everything that tests wait for; far beyond what a loaded machine needs.</summary>
internal static class Patience
{
    /// <summary>The limit.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task Soon(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this AsyncUnaryCall<T> call) => call.ResponseAsync.Soon();

    public static Task<bool> NextSoon<T>(this AsyncServerStreamingCall<T> call) =>
        call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).Soon();

    /// <summary>Reads what is left of a stream.</summary>
    public static async Task<List<T>> RestAsync<T>(this AsyncServerStreamingCall<T> call)
    {
        var messages = new List<T>();
        while (await call.NextSoon())
        {
            messages.Add(call.ResponseStream.Current);
        }

        return messages;
    }
}
