using Google.Rpc;
using Grpc.Core;

namespace SemanticCache.Server.Tests.Hosting;

/// <summary>Reads the details of errors as clients do.</summary>
internal static class RpcErrors
{
    public static ErrorInfo Info(this RpcException error) =>
        error.GetRpcStatus()?.GetDetail<ErrorInfo>() ?? throw new InvalidOperationException($"No ErrorInfo in: {error.Status}");

    public static string[] Fields(this RpcException error) =>
        [.. error.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations.Select(violation => violation.Field) ?? []];

    /// <summary>Awaits the failure of a call and checks its status.</summary>
    public static async Task<RpcException> FailsAsync<T>(this Task<T> call, StatusCode expected)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.True(expected == error.StatusCode, $"Expected {expected}, got {error.Status}.");
        return error;
    }

    /// <summary>Awaits INVALID_ARGUMENT and checks that it names exactly these fields.</summary>
    public static async Task NamesFieldsAsync<T>(this Task<T> call, params string[] fields)
    {
        var error = await call.FailsAsync(StatusCode.InvalidArgument);
        Assert.Equal(fields.Order(StringComparer.Ordinal), error.Fields().Order(StringComparer.Ordinal));
        Assert.Equal("INVALID_FIELDS", error.Info().Reason);
        Assert.Equal("semanticcache", error.Info().Domain);
    }
}
