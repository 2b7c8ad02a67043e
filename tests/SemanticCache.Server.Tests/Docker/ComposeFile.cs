using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace SemanticCache.Server.Tests.Docker;

/// <summary>A compose file as Compose reads it: anchors merged, keys unique.</summary>
internal sealed class ComposeFile
{
    private ComposeFile(IReadOnlyDictionary<object, object?> root)
    {
        Services = Map(root, "services").ToDictionary(service => (string)service.Key, service => (IReadOnlyDictionary<object, object?>)service.Value!);
        Volumes = [.. Map(root, "volumes").Keys.Cast<string>()];
    }

    /// <summary>The services by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<object, object?>> Services { get; }

    /// <summary>The names of the declared volumes.</summary>
    public IReadOnlyList<string> Volumes { get; }

    /// <summary>The environment variables that the file sets for its services.</summary>
    public IEnumerable<(string Service, string Name, string Value)> Environment =>
        from service in Services
        from variable in Map(service.Value, "environment")
        select (service.Key, (string)variable.Key, (string)variable.Value!);

    /// <summary>What the file mounts: a path or a volume's name, and where.</summary>
    public IEnumerable<(string Source, string Target)> Mounts =>
        from service in Services
        from mount in List(service.Value, "volumes")
        let parts = mount.Split(':')
        select (parts[0], parts[1]);

    /// <summary>Reads a file of <c>docker/</c>.</summary>
    public static ComposeFile Read(string name)
    {
        using var reader = new StringReader(DockerFolder.Read(name));
        var parser = new MergingParser(new Parser(reader));
        return new ComposeFile(new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<Dictionary<object, object?>>(parser));
    }

    /// <summary>Returns the mapping under a key; empty without one.</summary>
    public static IReadOnlyDictionary<object, object?> Map(IReadOnlyDictionary<object, object?> parent, string key) =>
        parent.GetValueOrDefault(key) is IReadOnlyDictionary<object, object?> found ? found : new Dictionary<object, object?>();

    private static IEnumerable<string> List(IReadOnlyDictionary<object, object?> parent, string key) =>
        parent.GetValueOrDefault(key) is IEnumerable<object> found ? found.Cast<string>() : [];
}
