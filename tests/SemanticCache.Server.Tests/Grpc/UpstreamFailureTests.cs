using System.Globalization;
using Grpc.Core;
using SemanticCache.Core.Upstream;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class UpstreamFailureTests : ServiceTests
{
    public UpstreamFailureTests(SharedService shared)
        : base(shared)
    {
    }

    [Theory]
    [InlineData(UpstreamFailure.Unavailable, 503, StatusCode.Unavailable, "UPSTREAM_UNAVAILABLE")]
    [InlineData(UpstreamFailure.RateLimited, 429, StatusCode.Unavailable, "UPSTREAM_RATE_LIMITED")]
    [InlineData(UpstreamFailure.Rejected, 400, StatusCode.Unavailable, "UPSTREAM_REJECTED")]
    [InlineData(UpstreamFailure.InvalidAnswer, null, StatusCode.Unavailable, "UPSTREAM_INVALID_ANSWER")]
    [InlineData(UpstreamFailure.TimedOut, null, StatusCode.DeadlineExceeded, "UPSTREAM_TIMED_OUT")]
    public async Task Complete_UpstreamFails_SaysHowAndStoresNothing(UpstreamFailure failure, int? upstreamStatus, StatusCode status, string reason)
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: will it fail?";
        Upstream.For(text).Fail(new UpstreamException(failure, "It failed.", upstreamStatus));

        var error = await Calls.CompleteAsync(Space, text).FailsAsync(status);

        Assert.Equal("It failed.", error.Status.Detail);
        Assert.Equal(reason, error.Info().Reason);
        Assert.Equal(upstreamStatus?.ToString(CultureInfo.InvariantCulture), error.Info().Metadata.GetValueOrDefault("upstream_status"));
        Assert.Equal(0, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
    }

    [Fact]
    public async Task StreamComplete_UpstreamFailsInMidAnswer_EndsWithTheErrorAndStoresNothing()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: half an answer?";
        Upstream.For(text).Say("half").Fail(new UpstreamException(UpstreamFailure.Unavailable, "Cut.", 502));
        using var call = Calls.Stream(Space, text);

        Assert.True(await call.NextSoon());
        Assert.True(await call.NextSoon());
        Assert.Equal("half", call.ResponseStream.Current.Text.Text);
        var error = await call.NextSoon().FailsAsync(StatusCode.Unavailable);

        Assert.Equal("502", error.Info().Metadata["upstream_status"]);
        Assert.Equal(0, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
        Assert.Equal(1, Assert.Single((await Calls.GetSummaryAsync(Space)).Namespaces).Errors);
    }

    [Fact]
    public async Task Complete_UpstreamStopsWithoutAnEnd_IsUnavailable()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: no end?";
        var script = Upstream.For(text).Say("and then");
        script.Fail(new UpstreamException(UpstreamFailure.InvalidAnswer, "No end."));

        await Calls.CompleteAsync(Space, text).FailsAsync(StatusCode.Unavailable);
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, text)).Metadata.Outcome);
    }
}
