using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Keys;

/// <summary>Draws keys.</summary>
internal static class KeyTable
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Draws all keys, a row each.</summary>
    public static IRenderable Draw(KeyList list)
    {
        if (list.Items.Count == 0)
        {
            return new Text("There are no keys yet. Create one: semcache keys create operations --role admin");
        }

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("id").NoWrap());
        table.AddColumns("name", "role", "tenant", "namespaces", "created", "last used", "state");
        foreach (var key in list.Items)
        {
            table.AddRow(
                new Text(key.Id), new Text(key.Name), new Text(key.Role), new Text(key.Tenant ?? "every"),
                new Text(key.Namespaces.Count == 0 ? "all" : string.Join(", ", key.Namespaces)),
                new Text(Date(key.CreateTime)), new Text(key.LastUseTime is { } used ? Date(used) : "never"), new Text(State(key)));
        }

        return table;
    }

    /// <summary>Says in words what a key is for.</summary>
    public static string Describe(string role, string? tenant, IReadOnlyList<string> namespaces) =>
        $"{role} of {(tenant is null ? "every tenant" : $"the tenant {tenant}")}, for {(namespaces.Count == 0 ? "all namespaces" : string.Join(", ", namespaces))}";

    private static string State(KeyResult key) => key.State == "replaced" ? $"replaced by {key.ReplacedBy}" : key.State;

    private static string Date(DateTimeOffset time) => time.ToString(Day, CultureInfo.InvariantCulture);
}
