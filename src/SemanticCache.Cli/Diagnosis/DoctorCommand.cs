using System.CommandLine;
using SemanticCache.Cli.Invocation;
using SemanticCache.Server.Access;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Diagnosis;

/// <summary><c>semcache doctor</c>: what is wrong, and what to do.</summary>
internal static class DoctorCommand
{
    /// <summary>Returns the command.</summary>
    public static Command Create(Terminal terminal, ConnectionOptions connection)
    {
        var http = ConnectionOptions.Http();
        var data = new Option<DirectoryInfo?>("--data") { Description = "A folder that 'serve' is to write to", HelpName = "DIR" };
        var command = new ExampledCommand("doctor", "Check service, key, store, models, upstreams and this machine; the exit code is 0 when all is well.")
        {
            Examples = ["doctor", "doctor --address http://localhost:5151 --http http://localhost:8181", "doctor --data /var/lib/semcache"],
        };
        command.Add(http);
        command.Add(data);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var address = connection.AddressOf(parsed);
            var web = parsed.GetValue(http) ?? WebChecks.AddressBeside(address);
            using var service = connection.Connect(parsed);
            var key = connection.ApiKeyOf(parsed);
            using var webClient = new HttpClient { BaseAddress = web, Timeout = WebChecks.Patience };
            if (key is not null)
            {
                webClient.DefaultRequestHeaders.Add(PresentedKey.Header, key);
            }

            var findings = await new ServiceExamination(
                new ServiceChecks(service, address, key is not null, terminal.Time), web is null ? null : new WebChecks(webClient)).RunAsync(cancellationToken);
            var result = new DoctorResult([.. findings, .. LocalChecks.Run(address, web, findings, parsed.GetValue(data))]);
            connection.Results(parsed).Write(result, CliJson.Readable.DoctorResult, Draw);
            return result.IsWell ? ExitCodes.Done : ExitCodes.Refused;
        });
        return command;
    }

    private static IRenderable Draw(DoctorResult result) => Fields.Draw(result.Checks.Select(check =>
        (check.Name, (string?)(check.Ok ? $"ok: {check.Found}" : $"WRONG: {check.Found}. {check.Advice}"))));
}
