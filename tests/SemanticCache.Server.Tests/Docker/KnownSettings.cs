using System.Reflection;
using Microsoft.Extensions.Configuration;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Server.Tests.Docker;

/// <summary>Which keys of configuration the service reads: those of its options, and those of appsettings.json.</summary>
internal static class KnownSettings
{
    private const string AnyName = "*";

    private static readonly HashSet<string> Keys = new(FromOptions().Concat(FromFile()), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a key is read; a name under a dictionary of options may be any.</summary>
    public static bool Contains(string key)
    {
        var parts = key.Split(':');
        return Keys.Contains(key) || Enumerable.Range(1, parts.Length - 1).Any(named => Keys.Contains(
            string.Join(':', parts.Select((part, index) => index == named ? AnyName : part))));
    }

    private static IEnumerable<string> FromFile()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build();
        return file.AsEnumerable().Where(setting => !setting.Key.StartsWith("Upstreams:", StringComparison.Ordinal)).Select(setting => setting.Key);
    }

    private static IEnumerable<string> FromOptions() =>
        from assembly in Loaded(typeof(ServerOptions).Assembly)
        from options in assembly.GetTypes()
        let section = options.GetField("SectionName", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
        where section is not null
        from key in KeysOf(options, section)
        select key;

    private static IEnumerable<Assembly> Loaded(Assembly program) =>
        program.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("SemanticCache.", StringComparison.Ordinal)).Select(Assembly.Load).Append(program);

    private static IEnumerable<string> KeysOf(Type options, string path) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => KeysOfValue(property.PropertyType, $"{path}:{property.Name}"));

    private static IEnumerable<string> KeysOfValue(Type type, string path)
    {
        if (type.IsGenericType && type.GetGenericArguments() is [var name, var value] && name == typeof(string))
        {
            return KeysOfValue(value, $"{path}:{AnyName}");
        }

        var isSection = type.IsClass && type.Assembly.GetName().Name!.StartsWith(nameof(SemanticCache), StringComparison.Ordinal);
        return isSection ? KeysOf(type, path) : [path];
    }
}
