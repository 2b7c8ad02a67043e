namespace SemanticCache.Tidy;

public sealed class ReferenceDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["SemanticCache.Core"] = [],
        ["SemanticCache.Protocol"] = [],
        ["SemanticCache.Onnx"] = ["SemanticCache.Core"],
        ["SemanticCache.Store.Embedded"] = ["SemanticCache.Core"],
        ["SemanticCache.Store.Qdrant"] = ["SemanticCache.Core"],
        ["SemanticCache.Client"] = ["SemanticCache.Protocol"],
        ["SemanticCache.Server"] =
        [
            "SemanticCache.Core",
            "SemanticCache.Onnx",
            "SemanticCache.Store.Embedded",
            "SemanticCache.Store.Qdrant",
            "SemanticCache.Protocol",
        ],
        ["SemanticCache.Evaluation"] = ["SemanticCache.Core", "SemanticCache.Onnx", "SemanticCache.Store.Embedded"],
        ["SemanticCache.Cli"] = ["SemanticCache.Client", "SemanticCache.Evaluation", "SemanticCache.Protocol", "SemanticCache.Server"],
    };

    private static readonly string[] KeptOutOfCore =
        ["Microsoft.AspNetCore", "Grpc", "Google.Protobuf", "Microsoft.ML", "Microsoft.Data.Sqlite", "SQLitePCLRaw", "Qdrant"];

    [Fact]
    public void Projects_OfTheProduct_ReferenceInTheAllowedDirectionOnly() => Findings.None(
        from project in ProjectFile.All
        where project.IsProduct
        from reference in project.Projects
        where !Allowed.GetValueOrDefault(project.Name, []).Contains(reference)
        select $"{project.Name} -> {reference}");

    [Fact]
    public void Projects_OfTheProduct_ReferenceNoTests() => Findings.None(
        from project in ProjectFile.All
        where project.IsProduct
        from reference in project.Projects
        where !Allowed.ContainsKey(reference)
        select $"{project.Name} -> {reference}");

    [Fact]
    public void Core_Packages_BringNoWebServerWireModelOrDatabase()
    {
        var core = ProjectFile.All.Single(project => project.Name == "SemanticCache.Core");

        Assert.Equal("Microsoft.NET.Sdk", core.Sdk);
        Assert.DoesNotContain(core.Packages, package => KeptOutOfCore.Any(kept => package.StartsWith(kept, StringComparison.Ordinal)));
    }

    [Fact]
    public void Core_Usings_NameNoWebServerWireModelOrDatabase() => Findings.None(
        from file in SourceFile.Product
        where file.IsBelow("src/SemanticCache.Core")
        from directive in file.Root.Usings
        let name = directive.Name?.ToString() ?? ""
        where KeptOutOfCore.Any(kept => name.StartsWith(kept, StringComparison.Ordinal))
        select $"{file.Path}: {name}");
}
