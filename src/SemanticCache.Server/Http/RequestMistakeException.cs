using SemanticCache.Server.Grpc;

namespace SemanticCache.Server.Http;

/// <summary>A request that the front cannot understand: its caller's mistake, and every field of it named.</summary>
internal sealed class RequestMistakeException : Exception
{
    /// <summary>Creates the exception.</summary>
    public RequestMistakeException(IReadOnlyList<FieldMistake> mistakes)
        : base(string.Join("; ", mistakes.Select(mistake => $"{mistake.Field} {mistake.Description}")))
    {
        Field = mistakes[0].Field;
    }

    /// <summary>The first field that is wrong.</summary>
    public string Field { get; }
}
