using System.Globalization;
using Google.Rpc;
using SemanticCache.Core.Access;

namespace SemanticCache.Server.Access;

/// <summary>Refuses requests of a key that makes more than it may in a minute.</summary>
internal sealed class RequestLimit
{
    private readonly RequestDelegate _next;
    private readonly ApiKeyDirectory _keys;
    private readonly CallerLimits _limits;

    public RequestLimit(RequestDelegate next, ApiKeyDirectory keys, CallerLimits limits)
    {
        _next = next;
        _keys = keys;
        _limits = limits;
    }

    /// <summary>Handles a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is not CallerIdentity { Caller.KeyId: { Length: > 0 } id } || _keys.Find(id) is not { RequestsPerMinute: > 0 } key)
        {
            return _next(context);
        }

        var wait = _limits.CountRequest(id, key.RequestsPerMinute);
        if (wait == TimeSpan.Zero)
        {
            return _next(context);
        }

        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Refusal.WriteAsync(context, Code.ResourceExhausted, "TOO_MANY_REQUESTS", $"The key '{key.Name}' may make {key.RequestsPerMinute} requests a minute; try again in {Math.Ceiling(wait.TotalSeconds)} s.");
    }
}
