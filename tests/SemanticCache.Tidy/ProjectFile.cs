using System.Xml.Linq;
using SemanticCache.TestUtils;

namespace SemanticCache.Tidy;

/// <summary>One project of the checkout.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        IsProduct = Path.GetRelativePath(RepositoryPaths.Root, path).StartsWith("src", StringComparison.Ordinal);
        _document = XDocument.Load(path);
    }

    /// <summary>Every project below <c>src</c> and <c>tests</c>.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } = [.. new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Select(path => new ProjectFile(path))];

    /// <summary>The project's name.</summary>
    public string Name { get; }

    /// <summary>Whether the project is part of the product.</summary>
    public bool IsProduct { get; }

    /// <summary>The names of the projects that it references.</summary>
    public IEnumerable<string> Projects =>
        Included("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    /// <summary>The packages and frameworks that it references.</summary>
    public IEnumerable<string> Packages => Included("PackageReference").Concat(Included("FrameworkReference"));

    /// <summary>The SDK that builds it.</summary>
    public string Sdk => (string?)_document.Root?.Attribute("Sdk") ?? "";

    private IEnumerable<string> Included(string element) =>
        _document.Descendants(element).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();
}
