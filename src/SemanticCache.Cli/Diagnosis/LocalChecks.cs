using SemanticCache.Cli.Serving;

namespace SemanticCache.Cli.Diagnosis;

/// <summary>What can be seen on this machine; of a service elsewhere it tells nothing.</summary>
internal static class LocalChecks
{
    private static readonly string Models = Path.Combine("embeddings", "models.json");

    /// <summary>Returns what there is to say.</summary>
    /// <param name="grpc">The service's gRPC address.</param>
    /// <param name="http">Its HTTP address; null where it is not known.</param>
    /// <param name="service">What asking the service came to.</param>
    /// <param name="data">A folder to write to; null for none.</param>
    public static IEnumerable<Finding> Run(Uri grpc, Uri? http, IReadOnlyList<Finding> service, DirectoryInfo? data)
    {
        if (grpc.IsLoopback)
        {
            yield return Port(CheckNames.GrpcPort, "--grpc-port", grpc.Port, isService: IsWell(service, CheckNames.Key) || IsWell(service, CheckNames.Service));
            if (http is not null || !IsWell(service, CheckNames.Service))
            {
                yield return Port(CheckNames.HttpPort, "--http-port", http?.Port ?? WebChecks.HttpPort, IsWell(service, CheckNames.Http));
            }

            yield return ModelsFolder();
        }

        if (data is not null)
        {
            yield return Data(data);
        }
    }

    private static bool IsWell(IReadOnlyList<Finding> findings, string name) => findings.Any(finding => finding.Name == name && finding.Ok);

    private static Finding Port(string name, string option, int port, bool isService)
    {
        if (isService)
        {
            return Finding.Good(name, $"{port}, taken by the service");
        }

        return FreePort.OrAny(port) == port
            ? Finding.Good(name, $"{port}, free")
            : Finding.Bad(name, $"{port}, taken by another program", $"End that program, or choose another port with 'semcache serve {option} N'.");
    }

    private static Finding ModelsFolder()
    {
        string[] places = [Path.Combine(AppContext.BaseDirectory, Models), Path.GetFullPath(Models)];
        return places.FirstOrDefault(File.Exists) is { } found
            ? Finding.Good(CheckNames.ModelsFolder, Path.GetDirectoryName(found)!)
            : Finding.Bad(CheckNames.ModelsFolder, $"{Models} is neither beside this program nor here", "Install the models beside the program, or name their folder by Models:Directory.");
    }

    // A folder that is not there yet is made by 'serve' in the nearest one that is.
    private static Finding Data(DirectoryInfo data)
    {
        var nearest = data;
        while (!nearest.Exists && nearest.Parent is { } parent && !File.Exists(nearest.FullName))
        {
            nearest = parent;
        }

        try
        {
            var probe = Path.Combine(nearest.FullName, $".semcache-{Guid.NewGuid():N}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return Finding.Good(CheckNames.Data, $"{data.FullName} can be written to");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Finding.Bad(CheckNames.Data, $"{data.FullName} cannot be written to ({failure.Message.TrimEnd('.')})", "Choose another folder with --data, or let this user write to it.");
        }
    }
}
