using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace SemanticCache.Server.Configuration;

/// <summary>Makes Kestrel listen where <see cref="ServerOptions"/> says.</summary>
internal sealed class KestrelEndpoints : IConfigureOptions<KestrelServerOptions>
{
    private readonly IOptions<ServerOptions> _options;
    private readonly IStartupValidator _settings;

    public KestrelEndpoints(IOptions<ServerOptions> options, IStartupValidator settings)
    {
        _options = options;
        _settings = settings;
    }

    /// <inheritdoc/>
    public void Configure(KestrelServerOptions options)
    {
        // Building the application reads these settings first of all; checked here, the mistakes of all sections come out together.
        _settings.Validate();
        var address = IPAddress.Parse(_options.Value.Address);

        // Two ports: without TLS a port that offers HTTP/1.1 and HTTP/2 speaks HTTP/1.1 alone.
        var tls = _options.Value.Tls;
        options.Listen(address, _options.Value.GrpcPort, listen => Listen(listen, HttpProtocols.Http2, tls));
        options.Listen(address, _options.Value.HttpPort, listen => Listen(listen, tls.IsOn ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1, tls));
        options.AddServerHeader = false;
    }

    private static void Listen(ListenOptions listen, HttpProtocols protocols, TlsOptions tls)
    {
        listen.Protocols = protocols;
        if (tls.IsOn)
        {
            listen.UseHttps(https => TlsFiles.Apply(tls, https));
        }
    }
}
