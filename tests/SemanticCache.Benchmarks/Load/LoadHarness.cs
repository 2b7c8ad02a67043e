using System.Globalization;

namespace SemanticCache.Benchmarks.Load;

/// <summary>Measures hits end to end over gRPC, interleaved with an empty call, and writes a table.</summary>
/// <remarks>
/// Arguments: the number of entries in scope (100000), rounds (5), seconds of each measurement (3), a file of sentences (.gz), one a line after
/// the last tab, whose vectors fill the scope; without it they are synthetic.
/// </remarks>
internal static class LoadHarness
{
    /// <summary>Runs the harness.</summary>
    public static async Task RunAsync(string[] args)
    {
        var entries = Argument(args, 0, 100_000);
        var rounds = Argument(args, 1, 5);
        var duration = TimeSpan.FromSeconds(Argument(args, 2, 3));

        await using var service = await LoadedService.StartAsync(entries, args.ElementAtOrDefault(3));
        var scenarios = service.Scenarios();
        var measured = scenarios.ToDictionary(scenario => scenario, _ => new List<LoadMeasurement>());
        foreach (var scenario in scenarios)
        {
            await LoadMeasurement.TakeAsync(scenario.Call, scenario.InFlight, TimeSpan.FromSeconds(1));
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var scenario in scenarios)
            {
                measured[scenario].Add(await LoadMeasurement.TakeAsync(scenario.Call, scenario.InFlight, duration));
                await Console.Error.WriteLineAsync($"round {round + 1}: {scenario.Name}, {scenario.InFlight} in flight");
            }
        }

        await Console.Out.WriteLineAsync($"{entries} entries in scope, vectors {(args.Length > 3 ? "of sentences" : "synthetic")}; {rounds} rounds of {duration.TotalSeconds} s, interleaved; medians of the rounds.");
        await Console.Out.WriteLineAsync(MachineLine.Read());
        await Console.Out.WriteLineAsync("| call | in flight | per second | p50 ms | p95 ms | p99 ms | ended so |");
        await Console.Out.WriteLineAsync("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var scenario in scenarios)
        {
            await Console.Out.WriteLineAsync(Row(scenario, measured[scenario]));
        }

        foreach (var scenario in scenarios.Where(scenario => scenario.InFlight == 1))
        {
            await Console.Out.WriteLineAsync(await StagesAsync(scenario, duration));
        }

        await Console.Out.WriteLineAsync($"- started again with {2 * entries} entries, ready after {(await service.RestartAsync()).TotalSeconds:0.00} s");
    }

    // A pass of its own: listening costs time, which the table must not hold.
    private static async Task<string> StagesAsync(LoadScenario scenario, TimeSpan duration)
    {
        using var stages = new StageTimes();
        await LoadMeasurement.TakeAsync(scenario.Call, scenario.InFlight, duration);
        return $"- stages of {scenario.Name}, median / p95: {stages.Summary()}";
    }

    private static string Row(LoadScenario scenario, List<LoadMeasurement> measurements) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {scenario.Name} | {scenario.InFlight} | {Median(measurements, m => m.PerSecond):0} | {Median(measurements, m => m.Median.TotalMilliseconds):0.000} | {Median(measurements, m => m.Percentile95.TotalMilliseconds):0.000} | {Median(measurements, m => m.Percentile99.TotalMilliseconds):0.000} | {Median(measurements, m => m.AsWanted):P1} |");

    private static double Median(List<LoadMeasurement> measurements, Func<LoadMeasurement, double> value) =>
        measurements.Select(value).Order().ElementAt(measurements.Count / 2);

    private static int Argument(string[] args, int index, int standard) =>
        args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : standard;
}
