using SemanticCache.Server.Configuration;

namespace SemanticCache.Cli.Demo;

/// <summary>What to try while the demo keeps serving.</summary>
internal static class DemoInvitation
{
    /// <summary>Returns the lines to print.</summary>
    public static IEnumerable<string> Lines(ServerAddresses addresses, DemoRun run)
    {
        var sample = run.Figures.SemanticHits.FirstOrDefault(hit => hit.IsRight)?.Question ?? run.Figures.All[0].Question;
        var text = sample.Text.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
        var address = addresses.Grpc.Port == 5051 ? "" : $" --address http://localhost:{addresses.Grpc.Port}";
        return
        [
            $"Still serving: gRPC on http://localhost:{addresses.Grpc.Port}, HTTP on http://localhost:{addresses.Http.Port}. Ctrl+C ends the demo and deletes its data.",
            $"The admin page: http://localhost:{addresses.Http.Port}/",
            "",
            "Try, in another terminal (semcache is: dotnet run --project src/SemanticCache.Cli --):",
            $"  semcache lookup \"{text}\" -n {sample.Namespace} --explain{address}",
            $"  semcache stats{address}",
            $$$"""  curl -i http://localhost:{{{addresses.Http.Port}}}/v1/chat/completions -H 'X-SemanticCache-Namespace: {{{sample.Namespace}}}' -d '{"messages": [{"role": "user", "content": "{{{text}}}"}]}'""",
            $$$"""  grpcurl -plaintext -d '{"question": {"namespace": "{{{sample.Namespace}}}", "text": "{{{text}}}"}}' localhost:{{{addresses.Grpc.Port}}} semanticcache.v1.CacheService/Lookup""",
        ];
    }
}
