using System.Net;
using System.Net.Sockets;

namespace SemanticCache.Cli.Serving;

/// <summary>Chooses ports that no other program holds.</summary>
internal static class FreePort
{
    /// <summary>Returns the wanted port if it is free on loopback, else 0, which takes any free one.</summary>
    public static int OrAny(int wanted)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, wanted);
            listener.Start();
            return wanted;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
