using Grpc.Core;

namespace SemanticCache.Qdrant.TestServer.Faults;

/// <summary>
/// What goes wrong with which calls, and how often. Methods are named <c>Points/Upsert</c>, <c>Collections/Get</c> and so on; faults of one method
/// are used up in the order in which they were planned, those of <see cref="AnyMethod"/> after them.
/// </summary>
public sealed class FaultPlan
{
    /// <summary>Stands for every method.</summary>
    public const string AnyMethod = "*";

    /// <summary>Stands for every call from now on.</summary>
    public const int Always = int.MaxValue;

    private readonly Lock _plan = new();
    private readonly List<Fault> _faults = [];
    private readonly HashSet<string> _methods = new(StringComparer.Ordinal) { AnyMethod };

    internal FaultPlan()
    {
    }

    /// <summary>Makes calls fail without doing anything.</summary>
    public void Fail(string method, StatusCode code, string detail = "a planned fault", int times = 1) =>
        Add(new FailingFault(method, times, new Status(code, detail)));

    /// <summary>Makes calls wait until the returned hold is released; then they are done as ever. A cancelled or disconnected call is not done.</summary>
    public CallHold Hold(string method, int times = Always)
    {
        var hold = new CallHold();
        Add(new HoldingFault(method, times, hold));
        return hold;
    }

    /// <summary>Makes calls take effect and fail all the same, as when the reply is lost on the way.</summary>
    public void LoseReply(string method, StatusCode code = StatusCode.Unavailable, int times = 1) =>
        Add(new LostReplyFault(method, times, new Status(code, "the reply was lost, as planned")));

    /// <summary>
    /// Makes calls take effect on their first points only (the first operations of a batch of updates) and fail. Calls that select points by a filter
    /// fail with UNIMPLEMENTED.
    /// </summary>
    public void ApplyFirst(int points, string method, StatusCode code = StatusCode.Internal, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        Add(new PartialFault(method, times, points, new Status(code, "half of the batch was written, as planned")));
    }

    /// <summary>Forgets every fault and releases every call that is held.</summary>
    public void Clear()
    {
        lock (_plan)
        {
            foreach (var holding in _faults.OfType<HoldingFault>())
            {
                holding.Hold.Release();
            }

            _faults.Clear();
        }
    }

    internal void Know(IEnumerable<string> methods) => _methods.UnionWith(methods);

    internal Fault? Take(string method)
    {
        lock (_plan)
        {
            var fault = _faults.Find(planned => planned.Method == method && planned.Remaining > 0)
                ?? _faults.Find(planned => planned.Method == AnyMethod && planned.Remaining > 0);
            fault?.UseUp();
            return fault;
        }
    }

    private void Add(Fault fault)
    {
        if (!_methods.Contains(fault.Method))
        {
            throw new ArgumentException($"There is no method '{fault.Method}'; there are {string.Join(", ", _methods.Order(StringComparer.Ordinal))}.");
        }

        lock (_plan)
        {
            _faults.Add(fault);
        }
    }
}
