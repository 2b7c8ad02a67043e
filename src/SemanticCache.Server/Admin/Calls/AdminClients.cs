using Grpc.Net.Client;
using Microsoft.AspNetCore.Components.Authorization;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using SemanticCache.Server.Admin.Session;

namespace SemanticCache.Server.Admin.Calls;

/// <summary>Clients of the service's own methods, whose calls are made with the key of whoever looks at the page.</summary>
internal sealed class AdminClients : IDisposable
{
    // Nobody resolves this name: the calls do not leave the process.
    private const string Address = "http://localhost";

    private readonly AuthenticationStateProvider _authentication;
    private readonly AdminSessions _sessions;
    private readonly GrpcChannel _channel;

    public AdminClients(PipelineEntry pipeline, IServiceScopeFactory scopes, AuthenticationStateProvider authentication, AdminSessions sessions)
    {
        _authentication = authentication;
        _sessions = sessions;
        _channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions
        {
            HttpHandler = new PipelineHandler(pipeline, scopes, KeyAsync), DisposeHttpClient = true, MaxReceiveMessageSize = null, MaxSendMessageSize = null,
        });
        Cache = new CacheService.CacheServiceClient(_channel);
        Admin = new AdminService.AdminServiceClient(_channel);
        Reports = new ReportService.ReportServiceClient(_channel);
    }

    /// <summary>Gets lookups.</summary>
    public CacheService.CacheServiceClient Cache { get; }

    /// <summary>Gets administration.</summary>
    public AdminService.AdminServiceClient Admin { get; }

    /// <summary>Gets reports.</summary>
    public ReportService.ReportServiceClient Reports { get; }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private async Task<KeyOfProcess> KeyAsync()
    {
        var state = await _authentication.GetAuthenticationStateAsync();
        return SessionIdentity.SessionOf(state.User) is { } session

            // No key has the empty identifier: the call of an ended session is refused like one with a revoked key.
            ? new KeyOfProcess(_sessions.Find(session)?.KeyId ?? "")
            : new KeyOfProcess(null);
    }
}
