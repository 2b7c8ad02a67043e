using System.Net;
using Google.Rpc;
using Microsoft.Extensions.Options;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Server.Access;

/// <summary>
/// Refuses requests to another host's name while the service needs no key because only this machine can reach it: a page of another site whose
/// name leads to this machine could else do everything through the browser of whoever opens it.
/// </summary>
internal sealed class LoopbackHosts
{
    private const string LocalHost = "localhost";

    private readonly RequestDelegate _next;
    private readonly AccessGate _gate;
    private readonly bool _isForThisMachine;

    public LoopbackHosts(RequestDelegate next, AccessGate gate, IOptions<ServerOptions> server)
    {
        _next = next;
        _gate = gate;
        _isForThisMachine = server.Value is { IsLoopback: true, AllowUnauthenticated: false };
    }

    /// <summary>Handles a request.</summary>
    public Task InvokeAsync(HttpContext context) => !_isForThisMachine || _gate.NeedsKey || IsOfThisMachine(context.Request.Host.Host)
        ? _next(context)
        : Refusal.WriteAsync(
            context, Code.PermissionDenied, "WRONG_HOST", "Without keys the service answers to localhost alone. Call it by localhost or a loopback address, create a key, or set Server:AllowUnauthenticated.");

    private static bool IsOfThisMachine(string host) =>
        host.Length == 0
        || host.Equals(LocalHost, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + LocalHost, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
