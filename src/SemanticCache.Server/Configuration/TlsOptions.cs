namespace SemanticCache.Server.Configuration;

/// <summary>How the service speaks TLS, on both ports.</summary>
public sealed class TlsOptions
{
    /// <summary>Gets or sets the file of the service's certificate, with what it was issued by, as PEM.</summary>
    /// <value>The default, empty, is no TLS.</value>
    public string CertificateFile { get; set; } = "";

    /// <summary>Gets or sets the file of the certificate's private key, as PEM.</summary>
    /// <value>The default, empty, is the file of the certificate.</value>
    public string KeyFile { get; set; } = "";

    /// <summary>Gets or sets the file of the authorities, as PEM, of which one must have issued every caller's certificate.</summary>
    /// <value>The default, empty, asks callers for no certificate.</value>
    public string ClientAuthorityFile { get; set; } = "";

    /// <summary>Whether the service speaks TLS.</summary>
    internal bool IsOn => CertificateFile.Length > 0;
}
