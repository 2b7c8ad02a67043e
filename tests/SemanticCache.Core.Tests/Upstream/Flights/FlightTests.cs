using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Flights;

namespace SemanticCache.Core.Tests.Upstream.Flights;

public sealed class FlightTests
{
    private static readonly AnswerEnd End = new("stop", "", default);

    [Fact]
    public async Task ReadAsync_ManyCallers_GetIdenticalParts()
    {
        using var flight = new Flight();
        var readers = Enumerable.Range(0, 20).Select(_ => BoardAsync(flight)).ToArray();
        for (var i = 0; i < 100; i++)
        {
            flight.Publish(new TextDelta($"{i} "));
        }

        flight.Publish(End);
        flight.End(failure: null);

        var expected = Enumerable.Range(0, 100).Select(AnswerEvent (i) => new TextDelta($"{i} ")).Append(End).ToArray();
        foreach (var reader in readers)
        {
            Assert.Equal(expected, await reader);
        }
    }

    [Fact]
    public async Task ReadAsync_JoinedAfterTheEnd_GetsEverything()
    {
        using var flight = new Flight();
        Assert.True(flight.TryJoin());
        flight.Publish(new TextDelta("a"));
        flight.Publish(End);
        flight.End(failure: null);

        Assert.Equal([new TextDelta("a"), End], await BoardAsync(flight));
    }

    [Fact]
    public async Task ReadAsync_FlightFails_EveryCallerGetsPartsThenTheFailure()
    {
        using var flight = new Flight();
        var failure = new UpstreamException(UpstreamFailure.Unavailable, "gone");
        var received = new List<AnswerEvent>();
        Assert.True(flight.TryJoin());
        var other = BoardAsync(flight);
        flight.Publish(new TextDelta("a"));
        flight.End(failure);

        var thrown = await Assert.ThrowsAsync<UpstreamException>(async () =>
        {
            await foreach (var part in flight.ReadAsync(TestContext.Current.CancellationToken))
            {
                received.Add(part);
            }
        });

        Assert.Same(failure, thrown);
        Assert.Equal([new TextDelta("a")], received);
        Assert.Same(failure, await Assert.ThrowsAsync<UpstreamException>(() => other));
        Assert.False(flight.TryJoin());
    }

    [Fact]
    public async Task ReadAsync_OneOfTwoCallersLeaves_IsNotAbandoned()
    {
        using var flight = new Flight();
        using var leaver = new CancellationTokenSource();
        var leaving = BoardAsync(flight, leaver.Token);
        var staying = BoardAsync(flight);

        await leaver.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);

        Assert.False(flight.Abandoned.IsCancellationRequested);
        flight.Publish(End);
        flight.End(failure: null);
        Assert.Equal([End], await staying);
    }

    [Fact]
    public async Task ReadAsync_LastCallerLeaves_IsAbandonedAndTakesNobodyMore()
    {
        using var flight = new Flight();
        using var leaver = new CancellationTokenSource();
        var abandoned = flight.Abandoned;
        var callers = new[] { BoardAsync(flight, leaver.Token), BoardAsync(flight, leaver.Token) };

        await leaver.CancelAsync();
        foreach (var caller in callers)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        }

        Assert.True(abandoned.IsCancellationRequested);
        Assert.False(flight.TryJoin());
    }

    [Fact]
    public async Task ReadAsync_CallerStopsInTheMiddle_Leaves()
    {
        using var flight = new Flight();
        Assert.True(flight.TryJoin());
        flight.Publish(new TextDelta("a"));
        await foreach (var _ in flight.ReadAsync(TestContext.Current.CancellationToken))
        {
            break;
        }

        Assert.False(flight.TryJoin());
    }

    [Fact]
    public void Board_LandedAndRemoved_OpensANewFlight()
    {
        var table = new FlightTable();
        var entry = new EntryId(Guid.NewGuid());
        var first = table.Board(entry, route: null, out var opened);
        Assert.True(opened);
        Assert.Same(first, table.Board(entry, route: null, out opened));
        Assert.False(opened);
        Assert.NotSame(first, table.Board(new EntryId(Guid.NewGuid()), route: null, out _));

        table.Remove(entry, first);

        Assert.NotSame(first, table.Board(entry, route: null, out opened));
        Assert.True(opened);
    }

    [Fact]
    public void Board_FailedFlight_OpensANewOneThatTheOldOneCannotRemove()
    {
        var table = new FlightTable();
        var entry = new EntryId(Guid.NewGuid());
        var failed = table.Board(entry, route: null, out _);
        failed.End(new UpstreamException(UpstreamFailure.Unavailable, "gone"));

        var next = table.Board(entry, route: null, out var opened);
        table.Remove(entry, failed);

        Assert.True(opened);
        Assert.Same(next, table.Board(entry, route: null, out _));
    }

    [Fact]
    public async Task Board_JoinersWhileTheLastOneLeaves_AreNeverLeftWithAnAbandonedFlight()
    {
        var table = new FlightTable();
        var entry = new EntryId(Guid.NewGuid());
        for (var round = 0; round < 500; round++)
        {
            var first = table.Board(entry, route: null, out _);
            using var leaver = new CancellationTokenSource();
            var leaving = ReadAsync(first, leaver.Token);
            var boarding = Task.Run(() => table.Board(entry, route: null, out _), TestContext.Current.CancellationToken);

            await leaver.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
            var boarded = await boarding;

            Assert.False(boarded.Abandoned.IsCancellationRequested);
            boarded.Publish(End);
            boarded.End(failure: null);
            Assert.Equal([End], await ReadAsync(boarded, TestContext.Current.CancellationToken));
            table.Remove(entry, boarded);
        }
    }

    private static Task<List<AnswerEvent>> BoardAsync(Flight flight, CancellationToken? cancellationToken = null)
    {
        Assert.True(flight.TryJoin());
        return ReadAsync(flight, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    private static async Task<List<AnswerEvent>> ReadAsync(Flight flight, CancellationToken cancellationToken)
    {
        var parts = new List<AnswerEvent>();
        await foreach (var part in flight.ReadAsync(cancellationToken))
        {
            parts.Add(part);
        }

        return parts;
    }
}
