using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SemanticCache.TestUtils;

namespace SemanticCache.Tidy;

/// <summary>One C# file of the checkout, parsed.</summary>
internal sealed class SourceFile
{
    private SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();
    }

    /// <summary>Every file below <c>src</c> and <c>tests</c>.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. Below("src"), .. Below("tests")];

    /// <summary>Every file below <c>src</c>.</summary>
    public static IReadOnlyList<SourceFile> Product { get; } = [.. All.Where(file => file.IsBelow("src"))];

    /// <summary>The path from the checkout's root, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The syntax.</summary>
    public CompilationUnitSyntax Root { get; }

    /// <summary>The folder from the checkout's root.</summary>
    public string Folder => Path[..Path.LastIndexOf('/')];

    /// <summary>The declarations of types that stand in no other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes => Root.DescendantNodes(node => node is not BaseTypeDeclarationSyntax)
        .OfType<MemberDeclarationSyntax>()
        .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>Tells whether the file lies below a folder of the checkout.</summary>
    public bool IsBelow(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>Returns the path with the line of a node, for messages.</summary>
    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    /// <inheritdoc/>
    public override string ToString() => Path;

    private static IEnumerable<SourceFile> Below(string folder) =>
        Directory.EnumerateFiles(System.IO.Path.Combine(RepositoryPaths.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => System.IO.Path.GetRelativePath(RepositoryPaths.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(System.IO.Path.Combine(RepositoryPaths.Root, path))));
}
