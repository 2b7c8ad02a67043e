using System.Text.RegularExpressions;
using SemanticCache.Server.Configuration;
using SemanticCache.TestUtils;

namespace SemanticCache.Server.Tests.Docker;

public sealed class DockerfileTests
{
    private static readonly string[] Lines = DockerFolder.Read("Dockerfile").ReplaceLineEndings("\n").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');

    private static IEnumerable<string> Copied =>
        from line in Lines
        where line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal)
        from source in line.Split(' ')[1..^1]
        select source.TrimEnd('/');

    [Fact]
    public void CopiedSources_Everywhere_ExistAndAreInTheBuildContext()
    {
        var context = DockerFolder.Read("Dockerfile.dockerignore").Split('\n');

        Assert.NotEmpty(Copied);
        Assert.All(Copied, source => Assert.True(Path.Exists(Path.Combine(RepositoryPaths.Root, source)), source));
        Assert.All(Copied, source => Assert.Contains("!" + source, context));
    }

    [Fact]
    public void CopiedSources_Everywhere_HoldWhatTheProjectsTakeFromOutside()
    {
        var taken =
            from project in Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            from Match include in Regex.Matches(File.ReadAllText(project), @"[""';]\.\./\.\./([^""';*]+)")
            select include.Groups[1].Value;

        Assert.NotEmpty(taken);
        Assert.All(taken, path => Assert.Contains(Copied, source => path.StartsWith(source, StringComparison.Ordinal)));
    }

    [Fact]
    public void Image_Runs_WithoutPrivileges()
    {
        Assert.Equal("USER $APP_UID", Assert.Single(Lines, line => line.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.True(Array.IndexOf(Lines, "USER $APP_UID") < Array.FindIndex(Lines, line => line.StartsWith("ENTRYPOINT", StringComparison.Ordinal)));
    }

    [Fact]
    public void Image_Models_ReportNothingToTheirMaker() =>
        Assert.Single(Lines, line => line.StartsWith("ENV ", StringComparison.Ordinal) && line.Contains(" ORT_DISABLE_TELEMETRY=1 ", StringComparison.Ordinal));

    [Fact]
    public void Image_Ports_AreThoseOfTheService()
    {
        var options = new ServerOptions();

        Assert.Contains($"EXPOSE {options.GrpcPort} {options.HttpPort}", Lines);
    }

    [Fact]
    public void Image_Settings_AreSettings()
    {
        var variables = Lines.Where(line => line.StartsWith("ENV ", StringComparison.Ordinal)).SelectMany(line => Regex.Matches(line, @"SEMANTICCACHE_(\w+)=")).ToList();

        Assert.NotEmpty(variables);
        Assert.All(variables, variable => Assert.True(KnownSettings.Contains(variable.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)), variable.Value));
    }
}
