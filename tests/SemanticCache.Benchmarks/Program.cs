using BenchmarkDotNet.Running;
using SemanticCache.Benchmarks;
using SemanticCache.Benchmarks.Load;

if (args is ["load", .. var rest])
{
    await LoadHarness.RunAsync(rest);
    return;
}

if (args is ["streams", .. var streams])
{
    await StreamHarness.RunAsync(streams);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(BenchmarkSettings).Assembly).Run(args, new BenchmarkSettings());
