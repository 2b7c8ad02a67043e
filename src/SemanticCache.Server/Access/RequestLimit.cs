using System.Globalization;
using Google.Rpc;
using SemanticCache.Core.Access;

namespace SemanticCache.Server.Access;

/// <summary>Refuses requests of a key that makes more than it may in a minute.</summary>
internal sealed class RequestLimit
{
    private readonly RequestDelegate _next;
    private readonly CallerLimits _limits;

    public RequestLimit(RequestDelegate next, CallerLimits limits)
    {
        _next = next;
        _limits = limits;
    }

    /// <summary>Handles a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        // What is for everybody, such as health, has no caller.
        if (context.User.Identity is not CallerIdentity { Caller: var caller })
        {
            return _next(context);
        }

        var wait = _limits.CountRequest(caller);
        if (wait == TimeSpan.Zero)
        {
            return _next(context);
        }

        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Refusal.WriteAsync(context, Code.ResourceExhausted, "TOO_MANY_REQUESTS", $"The key '{caller.Name}' may make {caller.RequestsPerMinute} requests a minute; try again in {Math.Ceiling(wait.TotalSeconds)} s.");
    }
}
