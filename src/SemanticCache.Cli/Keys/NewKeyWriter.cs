using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Keys;

/// <summary>Shows a new key: for people the key alone on standard output, and what to do with it beside.</summary>
internal static class NewKeyWriter
{
    private const string Remark = """
        This is the key. It is not stored, and nobody can read it again: keep it now. A program sends it as 'Authorization: Bearer KEY';
        for semcache:  export SEMCACHE_API_KEY=KEY
        """;

    /// <summary>Writes the key.</summary>
    public static async Task WriteAsync(Terminal terminal, ResultWriter results, NewKeyResult key)
    {
        if (results.IsJson)
        {
            results.WriteJson(key, CliJson.Readable.NewKeyResult);
            return;
        }

        await terminal.Error.WriteLineAsync($"Created {key.Id}, '{key.Name}', {KeyTable.Describe(key.Role, key.Tenant, key.Namespaces)}.");
        await terminal.Output.WriteLineAsync(key.Secret);
        await terminal.Error.WriteLineAsync(Remark);
    }
}
