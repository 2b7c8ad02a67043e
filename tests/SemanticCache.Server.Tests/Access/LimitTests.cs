using System.Net;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Access;

/// <summary>How much a key may do in a minute.</summary>
public sealed class LimitTests : IClassFixture<KeyedService>
{
    private readonly KeyedService _keyed;

    public LimitTests(KeyedService keyed)
    {
        _keyed = keyed;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_MoreThanAllowed_AreRefusedUntilTimeHasPassed()
    {
        var space = await _keyed.NewNamespaceAsync();
        var calls = await _keyed.NewCallsAsync(KeyRole.Client, request => request.RequestsPerMinute = 2);
        await calls.LookupAsync(space, "One?");
        await calls.LookupAsync(space, "Two?");

        var error = await calls.LookupAsync(space, "Three?").FailsAsync(StatusCode.ResourceExhausted);

        Assert.Equal("TOO_MANY_REQUESTS", error.Info().Reason);
        _keyed.Clock.Advance(TimeSpan.FromSeconds(30));
        await calls.LookupAsync(space, "Three?");
    }

    [Fact]
    public async Task Http_MoreRequestsThanAllowed_SaysWhenToComeBack()
    {
        var key = (await _keyed.NewKeyAsync(KeyRole.Client, request => request.RequestsPerMinute = 1)).Secret;
        using var first = await _keyed.Service.Http.SendAsync(KeyedService.Request(HttpMethod.Get, "/v1/models", key), Cancellation);

        using var second = await _keyed.Service.Http.SendAsync(KeyedService.Request(HttpMethod.Get, "/v1/models", key), Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
        Assert.Equal(TimeSpan.FromMinutes(1), second.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Probes_MoreMissesThanAllowed_FindNothingButAreStillAnswered()
    {
        var space = await _keyed.NewNamespaceAsync();
        await _keyed.Admin.StoreAsync(space, "Is anybody here?", "Yes.");
        var calls = await _keyed.NewCallsAsync(KeyRole.Client, request => request.MissesPerMinute = 2);
        await calls.LookupAsync(space, "Did somebody ask about the merger?");
        await calls.LookupAsync(space, "Did somebody ask about the lawsuit?");

        var found = (await calls.LookupAsync(space, "Is anybody here?")).Metadata;
        var completed = await calls.CompleteAsync(space, "Is anybody here?");

        Assert.Equal((Outcome.Bypass, "probe_limit"), (found.Outcome, found.Reason));
        Assert.Equal((Outcome.Bypass, "probe_limit"), (completed.Metadata.Outcome, completed.Metadata.Reason));
        Assert.NotEmpty(completed.Answer.Text);
        _keyed.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(Outcome.ExactHit, (await calls.LookupAsync(space, "Is anybody here?")).Metadata.Outcome);
    }
}
