using Google.Protobuf;

namespace SemanticCache.Qdrant.TestServer.Faults;

/// <summary>One planned fault.</summary>
internal abstract class Fault
{
    protected Fault(string method, int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        Method = method;
        Remaining = times;
    }

    /// <summary>The method that it strikes.</summary>
    public string Method { get; }

    /// <summary>How many calls it still strikes.</summary>
    public int Remaining { get; private set; }

    /// <summary>Notes that a call was struck.</summary>
    public void UseUp()
    {
        if (Remaining != FaultPlan.Always)
        {
            Remaining--;
        }
    }

    /// <summary>Runs a struck call.</summary>
    public abstract Task<TResponse> RunAsync<TRequest, TResponse>(TRequest request, Func<TRequest, TResponse> apply, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>;
}
