using Google.Protobuf;

namespace SemanticCache.Qdrant.TestServer.Faults;

/// <summary>The calls that arrived, whatever became of them, in the order of their arrival.</summary>
public sealed class CallLog
{
    private readonly Lock _log = new();
    private readonly List<RecordedCall> _calls = [];

    internal CallLog()
    {
    }

    /// <summary>A copy of what arrived so far.</summary>
    public IReadOnlyList<RecordedCall> All
    {
        get
        {
            lock (_log)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Counts the calls of a method, such as <c>Points/Upsert</c>.</summary>
    public int Count(string method) => All.Count(call => call.Method == method);

    /// <summary>The requests of one type.</summary>
    public IReadOnlyList<TRequest> Requests<TRequest>()
        where TRequest : class, IMessage<TRequest> => [.. All.Select(call => call.Request).OfType<TRequest>()];

    /// <summary>Forgets what arrived so far.</summary>
    public void Clear()
    {
        lock (_log)
        {
            _calls.Clear();
        }
    }

    internal void Add<TRequest>(string method, TRequest request)
        where TRequest : class, IMessage<TRequest>
    {
        lock (_log)
        {
            _calls.Add(new RecordedCall(method, request.Clone()));
        }
    }
}
