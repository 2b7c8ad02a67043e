using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace SemanticCache.Server.Admin.Assets;

/// <summary>The page's scripts, styles and pictures, from within the assembly: whichever program hosts the service, they are there.</summary>
internal sealed class EmbeddedAssets
{
    private const string Folder = "assets/";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private readonly FrozenDictionary<string, (byte[] Content, EntityTagHeaderValue Tag)> _files;

    public EmbeddedAssets()
    {
        var assembly = typeof(EmbeddedAssets).Assembly;
        _files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Folder.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    /// <summary>The names of all files.</summary>
    public IEnumerable<string> Names => _files.Keys;

    /// <summary>Maps them; the form to sign in with needs them too, and they tell nothing.</summary>
    public void Map(WebApplication application) =>
        application.MapGet("/" + Folder + "{**name}", Serve).WithMetadata(AdminRoute.Mark, new AllowAnonymousAttribute());

    private IResult Serve(string name, HttpResponse response)
    {
        if (!_files.TryGetValue(name, out var file) || !ContentTypes.TryGetContentType(name, out var type))
        {
            return Results.NotFound();
        }

        // Asked for again after an update of the service, and else answered with "not modified".
        response.Headers.CacheControl = "no-cache";
        return Results.Bytes(file.Content, type, entityTag: file.Tag);
    }

    private static (byte[] Content, EntityTagHeaderValue Tag) Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return (content, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\""));
    }
}
