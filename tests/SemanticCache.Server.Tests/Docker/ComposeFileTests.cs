using System.Text.RegularExpressions;

namespace SemanticCache.Server.Tests.Docker;

/// <summary>The compose files say nothing that the service, the folder or .env.example does not know.</summary>
public sealed partial class ComposeFileTests
{
    private const string Prefix = "SEMANTICCACHE_";

    public static TheoryData<string> Files => DockerFolder.ComposeFiles;

    [Theory]
    [InlineData("Store:Qdrant:ApiKey", true)]
    [InlineData("Store:Kind", true)]
    [InlineData("Upstreams:Endpoints:mine:Simulated:ErrorRate", true)]
    [InlineData("Store:Qdrant:ApiKeys", false)]
    [InlineData("Upstreams:Endpoints:mine:ApiKeys", false)]
    [InlineData("Upstreams:Endpoint:mine:ApiKey", false)]
    public void KnownSettings_Key_TellsSettingsFromMistakes(string key, bool expected) => Assert.Equal(expected, KnownSettings.Contains(key));

    [Theory]
    [MemberData(nameof(Files))]
    public void Environment_OfTheService_NamesSettings(string file) => Assert.All(
        ComposeFile.Read(file).Environment.Where(variable => variable.Name.StartsWith(Prefix, StringComparison.Ordinal)),
        variable => Assert.True(KnownSettings.Contains(variable.Name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal)), variable.Name));

    [Theory]
    [InlineData("compose.yaml", 1)]
    [InlineData("compose.qdrant.yaml", 2)]
    [InlineData("compose.qdrant-cluster.yaml", 2)]
    public void Services_OfTheCache_ListenWhereOthersReachThem(string file, int instances)
    {
        var listening = ComposeFile.Read(file).Environment.Where(variable => variable is (_, Prefix + "Server__Address", "0.0.0.0")).ToList();

        Assert.Equal(instances, listening.Count);
        Assert.All(listening, found => Assert.Contains((found.Service, Prefix + "Server__AllowUnauthenticated", "true"), ComposeFile.Read(file).Environment));
    }

    [Fact]
    public void Cluster_Collections_AreSpreadAndReplicated()
    {
        var environment = ComposeFile.Read("compose.qdrant-cluster.yaml").Environment.ToList();

        Assert.Equal(3, environment.Count(variable => variable is { Name: "QDRANT__CLUSTER__ENABLED", Value: "true" }));
        Assert.Equal(2, environment.Count(variable => variable is { Name: Prefix + "Store__Qdrant__ReplicationFactor", Value: "2" }));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Variables_OfTheFile_StandInTheExample(string file)
    {
        var example = DockerFolder.Read(".env.example").Split('\n').Where(line => !line.StartsWith('#')).Select(line => line.Split('=')[0]).ToHashSet();

        Assert.All(Variable().Matches(DockerFolder.Read(file)).Select(match => match.Groups[1].Value), name => Assert.Contains(name, example));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Secrets_Everywhere_ComeFromTheEnvironment(string file) => Assert.All(
        ComposeFile.Read(file).Environment.Where(variable => Secret().IsMatch(variable.Name)),
        variable => Assert.Matches(@"\A\$\{[A-Z_]+(:-|:\?[^}]*)\}\z", variable.Value));

    [Theory]
    [MemberData(nameof(Files))]
    public void Mounts_Everywhere_Exist(string file)
    {
        var compose = ComposeFile.Read(file);

        Assert.NotEmpty(compose.Mounts);
        Assert.All(compose.Mounts, mount => Assert.True(
            mount.Source.StartsWith('.') ? Path.Exists(Path.Combine(DockerFolder.Root, mount.Source)) : compose.Volumes.Contains(mount.Source), mount.Source));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Volumes_Declared_AreMounted(string file)
    {
        var compose = ComposeFile.Read(file);

        Assert.All(compose.Volumes, volume => Assert.Contains(volume, compose.Mounts.Select(mount => mount.Source)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Dependencies_Everywhere_AreServices(string file)
    {
        var services = ComposeFile.Read(file).Services;

        Assert.All(services.Values.SelectMany(service => ComposeFile.Map(service, "depends_on").Keys), name => Assert.Contains((string)name, services));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Ports_Published_StayOnThisMachineUnlessTold(string file) => Assert.All(
        ComposeFile.Read(file).Services.Values.SelectMany(service => service.GetValueOrDefault("ports") as IEnumerable<object> ?? []),
        port => Assert.Matches(@"\A(127\.0\.0\.1|\$\{SEMCACHE_LISTEN:-127\.0\.0\.1\}):\d+:\d+\z", (string)port));

    [GeneratedRegex(@"\$\{([A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex("KEY|PASSWORD", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
