using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded;

// Writes entries, each with an alias and a twin that is merged into it, without end and prints the number of each that was acknowledged, until it is killed.
// Arguments: data directory, durability, first number.
var options = new EmbeddedStoreOptions { Directory = args[0], Durability = Enum.Parse<Durability>(args[1]) };
var next = int.Parse(args[2], CultureInfo.InvariantCulture);
await using var store = new EmbeddedStore(Options.Create(options), TimeProvider.System, NullLogger<EmbeddedStore>.Instance);
await store.OpenAsync(CancellationToken.None);
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(WriteAsync)));

async Task WriteAsync()
{
    while (true)
    {
        var number = Interlocked.Increment(ref next);
        var entry = SampleEntries.Create(number, dimension: 384);
        await store.UpsertAsync([entry], CancellationToken.None);
        await store.AddAliasesAsync([SampleAliases.Create(number, entry)], limit: 8, CancellationToken.None);
        var twin = SampleTwins.Create(number, dimension: 384);
        await store.UpsertAsync([twin], CancellationToken.None);
        await store.MergeAsync(SampleMerges.Of(number, entry, twin), aliasLimit: 8, CancellationToken.None);
        lock (output)
        {
            output.WriteLine(number);
        }
    }
}
