using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace SemanticCache.Server.Configuration;

/// <summary>Reads certificates from files.</summary>
internal static class TlsFiles
{
    /// <summary>Sets up TLS as the options say.</summary>
    public static void Apply(TlsOptions options, HttpsConnectionAdapterOptions https)
    {
        (https.ServerCertificate, https.ServerCertificateChain) = ReadCertificate(options);
        if (options.ClientAuthorityFile.Length == 0)
        {
            return;
        }

        var authorities = ReadAuthorities(options);
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => IsIssuedBy(certificate, authorities);
    }

    /// <summary>Returns what is wrong with the files, for whoever set them.</summary>
    public static IEnumerable<string> Mistakes(TlsOptions options)
    {
        if (!options.IsOn)
        {
            return options is { KeyFile: "", ClientAuthorityFile: "" } ? [] : ["Server:Tls:CertificateFile: must be given with the other files of Server:Tls."];
        }

        return [.. MistakeOf("Server:Tls:CertificateFile", () => ReadCertificate(options)), .. MistakeOf("Server:Tls:ClientAuthorityFile", () => options.ClientAuthorityFile.Length == 0 ? [] : ReadAuthorities(options))];
    }

    private static IEnumerable<string> MistakeOf(string setting, Func<object> read)
    {
        try
        {
            read();
            return [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return [$"{setting}: cannot be read as PEM: {failure.Message}"];
        }
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Chain) ReadCertificate(TlsOptions options)
    {
        var certificate = X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile.Length == 0 ? null : options.KeyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.CertificateFile);
        return (certificate, chain);
    }

    private static X509Certificate2Collection ReadAuthorities(TlsOptions options)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(options.ClientAuthorityFile);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("there is no certificate in it");
    }

    // Only what these authorities issued counts, whatever the machine trusts otherwise.
    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
