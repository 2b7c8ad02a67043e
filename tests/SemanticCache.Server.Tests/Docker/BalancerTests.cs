using System.Text.RegularExpressions;

namespace SemanticCache.Server.Tests.Docker;

/// <summary>nginx sends to services that exist, on ports that they have, and holds no stream back.</summary>
public sealed partial class BalancerTests
{
    private static readonly string[] Ports = ["5051", "8080", "6334"];

    [Theory]
    [InlineData("semcache.conf", "compose.qdrant.yaml", 6)]
    [InlineData("semcache.conf", "compose.qdrant-cluster.yaml", 6)]
    [InlineData("qdrant.conf", "compose.qdrant-cluster.yaml", 3)]
    public void Upstreams_OfTheBalancer_AreServices(string configuration, string compose, int expected)
    {
        var text = DockerFolder.Read("nginx/" + configuration);
        var file = ComposeFile.Read(compose);

        Assert.Contains(file.Mounts, mount => mount.Source == "./nginx/" + configuration);
        var servers = Server().Matches(text).Select(match => (Name: match.Groups[1].Value, Port: match.Groups[2].Value)).ToList();
        Assert.Equal(expected, servers.Count);
        Assert.All(servers, server => Assert.Contains(server.Name, file.Services));
        Assert.All(servers, server => Assert.Contains(server.Port, Ports));
    }

    [Fact]
    public void Streams_ThroughTheBalancer_AreNotBuffered()
    {
        var text = DockerFolder.Read("nginx/semcache.conf");

        Assert.Contains("proxy_buffering off;", text, StringComparison.Ordinal);
        Assert.Contains("grpc_pass grpc://semcache_grpc;", text, StringComparison.Ordinal);
        Assert.Contains("http2 on;", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_ThroughTheBalancer_KeepToOneInstanceAndTheirSocket()
    {
        var text = DockerFolder.Read("nginx/semcache.conf");

        Assert.Contains("ip_hash;", text, StringComparison.Ordinal);
        Assert.Contains("proxy_set_header Upgrade $http_upgrade;", text, StringComparison.Ordinal);
        Assert.Contains("proxy_pass http://semcache_pages;", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("semcache.conf")]
    [InlineData("qdrant.conf")]
    public void Blocks_OfTheConfiguration_Close(string configuration)
    {
        var text = DockerFolder.Read("nginx/" + configuration);

        Assert.Equal(text.Count(character => character == '{'), text.Count(character => character == '}'));
    }

    [GeneratedRegex(@"^\s+server ([a-z0-9-]+):(\d+)", RegexOptions.Multiline)]
    private static partial Regex Server();
}
