using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SemanticCache.Tidy;

/// <summary>Keeps the stages of the core apart: only the pipeline knows their order and their implementations.</summary>
public sealed class StageDirectionTests
{
    private const string Core = "src/SemanticCache.Core";

    /// <summary>Which other folders' records and seams a folder may read; the pipeline, its reports and the hosting may read all.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Scoping"] = ["Entries", "Pipeline", "Policies", "Privacy"],
        ["Exact"] = ["Entries", "Scoping", "Search"],
        ["Embedding"] = [],
        ["Search"] = ["Decisions", "Entries", "Policies", "Scoping"],
        ["Learning"] = ["Entries", "Policies", "Search"],
        ["Decisions"] = ["Agreement", "Embedding", "Entries", "Learning", "Pipeline", "Policies", "Reporting", "Scoping", "Search"],
        ["Agreement"] = ["Embedding", "Entries"],
        ["Entries"] = ["Pipeline", "Policies", "Reporting", "Scoping", "Search"],
        ["Upstream"] = ["Entries", "Pipeline", "Policies", "Reporting", "Scoping"],
        ["WriteBack"] = ["Agreement", "Decisions", "Embedding", "Entries", "Invalidation", "Learning", "Pipeline", "Policies", "Privacy", "Reporting", "Scoping", "Search", "Upstream"],
        ["Merging"] = ["Agreement", "Decisions", "Entries", "Policies", "Privacy", "Reporting", "Scoping", "Search", "WriteBack"],
        ["Policies"] = ["Entries", "Records", "Upstream"],
        ["Records"] = ["Policies", "Reporting", "Search"],
        ["Auditing"] = ["Pipeline", "Records", "Search"],
        ["Access"] = ["Entries", "Pipeline", "Records", "Reporting", "Search"],
        ["Jobs"] = ["Entries", "Pipeline", "Policies", "Records", "Reporting", "Search"],
        ["Privacy"] = ["Entries", "Policies", "Scoping"],
        ["Invalidation"] = ["Entries", "Pipeline", "Policies", "Records", "Scoping", "Search"],
        ["Reporting"] =
            ["Agreement", "Decisions", "Embedding", "Entries", "Learning", "Merging", "Pipeline", "Policies", "Privacy", "Records", "Scoping", "Search", "Upstream", "WriteBack"],
    };

    /// <summary>The working class of each stage.</summary>
    private static readonly Dictionary<string, string> Stages = new()
    {
        ["ScopingStage"] = "Scoping",
        ["ExactTier"] = "Exact",
        ["EmbeddingStage"] = "Embedding",
        ["SearchStage"] = "Search",
        ["DecisionStage"] = "Decisions",
        ["UpstreamStage"] = "Upstream",
        ["WriteBackStage"] = "WriteBack",
        ["CachePipeline"] = "Pipeline",
        ["LookupStages"] = "Pipeline",
    };

    /// <summary>
    /// Uses of another stage that were weighed: a write-back embeds questions that no lookup embedded, and finishes decisions that a lookup
    /// could end early; an import embeds what another model had embedded; a job is a caller like any front.
    /// </summary>
    private static readonly string[] Weighed =
    [
        $"{Core}/WriteBack/EntryFactory.cs: EmbeddingStage",
        $"{Core}/WriteBack/EntryImporter.cs: EmbeddingStage",
        $"{Core}/WriteBack/AnswerLearner.cs: DecisionStage",
        $"{Core}/Jobs/JobAsker.cs: CachePipeline",
    ];

    [Fact]
    public void Stages_OfTheCore_ReadTheAllowedFoldersOnly() => Findings.None(
        from file in SourceFile.Product
        where file.IsBelow(Core)
        let folder = FolderOf(file)
        where Allowed.ContainsKey(folder)
        from directive in file.Root.Usings
        let used = FolderOf(directive.Name?.ToString() ?? "")
        where used.Length > 0 && used != folder && !Allowed[folder].Contains(used)
        select $"{file.Path}: {used}");

    [Fact]
    public void Stages_OfTheCore_DoNotCallEachOther() => Findings.None(
        from file in SourceFile.Product
        where file.IsBelow(Core) && FolderOf(file) is not ("Pipeline" or "Hosting")
        from name in file.Root.DescendantNodes().OfType<IdentifierNameSyntax>().Select(node => node.Identifier.Text).Distinct()
        where Stages.TryGetValue(name, out var home) && home != FolderOf(file)
        let use = $"{file.Path}: {name}"
        where !Weighed.Contains(use)
        select use);

    [Fact]
    public void Folders_OfTheCore_AreInTheTable() => Findings.None(SourceFile.Product
        .Where(file => file.IsBelow(Core))
        .Select(FolderOf)
        .Distinct()
        .Except([.. Allowed.Keys, "Pipeline", "Hosting"]));

    private static string FolderOf(SourceFile file) => file.Path[(Core.Length + 1)..].Split('/')[0];

    private static string FolderOf(string usedNamespace)
    {
        const string Prefix = "SemanticCache.Core.";
        return usedNamespace.StartsWith(Prefix, StringComparison.Ordinal) ? usedNamespace[Prefix.Length..].Split('.')[0] : "";
    }
}
