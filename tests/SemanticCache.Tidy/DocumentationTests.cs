using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SemanticCache.Tidy;

public sealed class DocumentationTests
{
    [Fact]
    public void Types_OfTheProduct_HaveASummary() => Findings.None(
        from file in SourceFile.Product
        from type in file.TopLevelTypes
        let trivia = type.GetLeadingTrivia().ToFullString()
        where !trivia.Contains("<summary>", StringComparison.Ordinal) && !trivia.Contains("<content>", StringComparison.Ordinal)
        select file.At(type));

    [Fact]
    public void Types_WithBehaviour_HaveNoPrimaryConstructor() => Findings.None(
        from file in SourceFile.All
        from type in file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
        where type is ClassDeclarationSyntax or StructDeclarationSyntax && type.ParameterList is not null
        select file.At(type));
}
