using System.Globalization;
using SemanticCache.Cli.Invocation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Jobs;

/// <summary>Draws jobs.</summary>
internal static class JobTable
{
    /// <summary>Draws a job.</summary>
    public static IRenderable Draw(JobResult job) => Fields.Draw(
        ("job", job.Id),
        ("kind", job.Kind),
        ("state", job.State),
        ("caller", job.Caller),
        ("progress", string.Create(CultureInfo.InvariantCulture, $"{job.Done:N0} of {job.Total:N0} done, {job.Failed:N0} failed, {job.Skipped:N0} skipped")),
        ("last failure", job.LastFailure),
        ("rate", string.Create(CultureInfo.InvariantCulture, $"{job.Rate} a minute")),
        ("window", job.Window is null ? null : job.Window + " UTC"),
        ("created", Time(job.CreateTime)),
        ("goes on", Time(job.NextTime)),
        ("ended", Time(job.EndTime)));

    /// <summary>Draws a list of jobs.</summary>
    public static IRenderable Draw(JobList list) => list.Items.Count == 0
        ? new Text("There are no jobs.")
        : new Rows(list.Items.SelectMany(job => (IRenderable[])[Draw(job), new Text("")]));

    private static string? Time(DateTimeOffset? time) => time?.ToString("u", CultureInfo.InvariantCulture);
}
