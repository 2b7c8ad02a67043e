using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SemanticCache.Tidy;

public sealed class SizeTests
{
    private const int LongestFile = 400;
    private const int LongestMethod = 70;

    [Fact]
    public void Files_Everywhere_StopAtTheLimit() => Findings.None(SourceFile.All
        .Select(file => (file.Path, Lines: file.Text.Count(character => character == '\n')))
        .Where(file => file.Lines > LongestFile)
        .Select(file => $"{file.Path}: {file.Lines} lines"));

    [Fact]
    public void Methods_Everywhere_StopAtTheLimit() => Findings.None(
        from file in SourceFile.All
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let lines = LinesOf(node)
        where lines > LongestMethod
        select $"{file.At(node)}: {lines} lines");

    [Fact]
    public void Files_Everywhere_DeclareOneTopLevelType() => Findings.None(SourceFile.All
        .Where(file => file.TopLevelTypes.Count() > 1)
        .Select(file => file.Path));

    [Fact]
    public void Files_Everywhere_AreNamedAfterTheirType() => Findings.None(
        from file in SourceFile.All
        let type = file.TopLevelTypes.FirstOrDefault()
        where type is not null && !file.Path.EndsWith("/Program.cs", StringComparison.Ordinal)
        let name = Path.GetFileName(file.Path)
        where !name.StartsWith(NameOf(type) + ".", StringComparison.Ordinal)
        select $"{file.Path}: {NameOf(type)}");

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(MemberDeclarationSyntax type) =>
        type is BaseTypeDeclarationSyntax declared ? declared.Identifier.Text : ((DelegateDeclarationSyntax)type).Identifier.Text;
}
