using Microsoft.CodeAnalysis.CSharp.Syntax;
using SemanticCache.TestUtils;

namespace SemanticCache.Tidy;

public sealed class LayoutTests
{
    private static readonly string[] EmptyNames = ["Helpers", "Utils", "Common", "Services", "Interfaces", "Managers", "Models", "Misc"];

    /// <summary>Files that extend a namespace of the platform on purpose, so that their methods are found without a using.</summary>
    private static readonly string[] PlatformNamespaces = ["Microsoft.Extensions.DependencyInjection", "Microsoft.AspNetCore.Builder"];

    [Fact]
    public void Folders_Everywhere_AreNamedForWhatTheyHold() => Findings.None(
        from folder in SourceFile.All.Select(file => file.Folder).Distinct()
        where folder.Split('/').Any(EmptyNames.Contains)
        select folder);

    [Fact]
    public void Namespaces_Everywhere_EqualTheirFolders() => Findings.None(
        from file in SourceFile.All
        from declared in file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        let name = declared.Name.ToString()
        where name != string.Join('.', file.Folder.Split('/').Skip(1)) && !PlatformNamespaces.Contains(name)
        select $"{file.Path}: {name}");

    [Fact]
    public void Namespaces_Everywhere_AreFileScoped() => Findings.None(
        from file in SourceFile.All
        where file.Root.DescendantNodes().OfType<NamespaceDeclarationSyntax>().Any()
        select file.Path);

    [Fact]
    public void Projects_Everywhere_AreInTheSolution()
    {
        var solution = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "SemanticCache.sln"));

        Assert.All(ProjectFile.All, project => Assert.Contains(project.Name + ".csproj", solution, StringComparison.Ordinal));
    }
}
