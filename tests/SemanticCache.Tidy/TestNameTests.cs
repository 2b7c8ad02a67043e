using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SemanticCache.Tidy;

public sealed class TestNameTests
{
    private static readonly string[] TestAttributes = ["Fact", "Theory", "Property"];

    [Fact]
    public void Tests_Everywhere_AreNamedMethodScenarioExpectation() => Findings.None(
        from file in SourceFile.All
        where file.IsBelow("tests")
        from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where IsTest(method) && method.Identifier.Text.Split('_') is not [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }]
        select $"{file.At(method)}: {method.Identifier.Text}");

    [Fact]
    public void Tests_Everywhere_AreFoundInThisCheckout()
    {
        // The other rules hold of an empty list too: this one shows that the list is not empty.
        var tests = SourceFile.All.SelectMany(file => file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()).Count(IsTest);

        Assert.InRange(tests, 100, 100_000);
        Assert.InRange(SourceFile.Product.Count, 100, 100_000);
    }

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => TestAttributes.Contains(attribute.Name.ToString()));
}
