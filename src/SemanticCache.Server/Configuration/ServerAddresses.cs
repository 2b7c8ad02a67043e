using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace SemanticCache.Server.Configuration;

/// <summary>The addresses that a running service listens on.</summary>
/// <param name="Grpc">The address of gRPC.</param>
/// <param name="Http">The address of HTTP.</param>
public sealed record ServerAddresses(Uri Grpc, Uri Http)
{
    /// <summary>Reads the addresses of a running host; the ports are the real ones, also where 0 was configured.</summary>
    internal static ServerAddresses Of(IServiceProvider services)
    {
        // Kestrel lists its endpoints in the order in which KestrelEndpoints adds them.
        var addresses = services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ToArray();
        return new ServerAddresses(new Uri(addresses[0]), new Uri(addresses[1]));
    }
}
