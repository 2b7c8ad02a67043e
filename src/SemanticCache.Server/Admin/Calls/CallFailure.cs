using Google.Rpc;
using Grpc.Core;

namespace SemanticCache.Server.Admin.Calls;

/// <summary>Why a call of the service failed, for people.</summary>
/// <param name="Status">The canonical code.</param>
/// <param name="Reason">Why, in one word in capitals; empty where the service did not say.</param>
/// <param name="Message">Why, in a sentence.</param>
public sealed record CallFailure(StatusCode Status, string Reason, string Message)
{
    /// <summary>Gets the mistakes in single fields, by the fields' names on the wire.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Mistakes { get; init; } = [];

    /// <summary>Whether the key is not accepted any more, or one is needed by now.</summary>
    public bool IsSignedOut => Status is StatusCode.Unauthenticated;

    /// <summary>Reads the failure of a call.</summary>
    public static CallFailure Of(RpcException failure)
    {
        var status = failure.GetRpcStatus();
        var fields = status?.GetDetail<BadRequest>()?.FieldViolations;
        return new CallFailure(failure.StatusCode, status?.GetDetail<ErrorInfo>()?.Reason ?? "", failure.Status.Detail)
        {
            Mistakes = fields is null ? [] : [.. fields.Select(field => KeyValuePair.Create(field.Field, field.Description))],
        };
    }

    /// <summary>Returns what is wrong with a field, or with a part of it; null where nothing is.</summary>
    public string? MistakeIn(string field) => Mistakes.FirstOrDefault(mistake =>
        mistake.Key == field || (mistake.Key.StartsWith(field, StringComparison.Ordinal) && mistake.Key[field.Length] is '.' or '[')).Value;
}
