using Microsoft.Extensions.AI;
using SemanticCache.Client;

namespace SemanticCache.Server.Tests.Client;

/// <summary>The sample of the package's README, so that it compiles.</summary>
internal static class ReadmeSample
{
    public static async Task RunAsync(IChatClient model, Uri address)
    {
        using var cache = new SemanticCacheClient(new SemanticCacheClientOptions { Address = address });
        using var chat = model.AsBuilder()
            .UseSemanticCache(cache, options => options.Namespace = "support-bot")
            .Build();

        var response = await chat.GetResponseAsync("How do I raise my card limit?");
        Console.WriteLine($"{response.AdditionalProperties?[SemanticCacheProperties.Outcome]}: {response.Text}");
    }
}
