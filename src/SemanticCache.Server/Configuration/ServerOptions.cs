using System.ComponentModel.DataAnnotations;
using System.Net;

namespace SemanticCache.Server.Configuration;

/// <summary>Where the service listens.</summary>
public sealed class ServerOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Server";

    /// <summary>Gets or sets the IP address to listen on.</summary>
    /// <value>The default is <c>127.0.0.1</c>; <c>0.0.0.0</c> or <c>::</c> is every address of the machine.</value>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Gets or sets the port of gRPC (HTTP/2).</summary>
    /// <value>From 0 to 65535; the default is 5051, and 0 takes any free port.</value>
    [Range(0, 65535)]
    public int GrpcPort { get; set; } = 5051;

    /// <summary>Gets or sets the port of HTTP: REST, the fronts in the shapes of providers, health and metrics.</summary>
    /// <value>From 0 to 65535; the default is 8080, and 0 takes any free port.</value>
    [Range(0, 65535)]
    public int HttpPort { get; set; } = 8080;

    /// <summary>Gets or sets whether the service may listen beyond loopback although no caller needs a key.</summary>
    /// <value>The default is false: the service then refuses to start on such an address.</value>
    public bool AllowUnauthenticated { get; set; }

    /// <summary>Gets the certificate by which the service speaks TLS, and by whose callers must be known.</summary>
    public TlsOptions Tls { get; } = new();

    /// <summary>Gets or sets the largest message of gRPC and body of REST, in bytes.</summary>
    /// <value>From 64 KiB to 64 MiB; the default is 4 MiB. A larger one is answered with RESOURCE_EXHAUSTED.</value>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public int MaximumMessageBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Gets or sets whether gRPC reflection is on.</summary>
    /// <value>The default is true.</value>
    public bool Reflection { get; set; } = true;

    /// <summary>Whether only this machine can reach the service.</summary>
    internal bool IsLoopback => IPAddress.TryParse(Address, out var address) && IPAddress.IsLoopback(address);
}
