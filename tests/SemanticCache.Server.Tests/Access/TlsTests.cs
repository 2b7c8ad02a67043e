using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Access;

/// <summary>TLS on both ports, and callers that are known by a certificate.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly X509Certificate2 _authority = NewAuthority("SemanticCache Tests");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _authority.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Start_WithCertificate_SpeaksTlsOnBothPorts()
    {
        await using var service = await TestService.StartAsync(_directory.Path, null, ServerFiles());
        using var handler = Trusting();
        using var http = new HttpClient(Trusting());

        Assert.Equal("Healthy", await http.GetStringAsync(new Uri(service.Addresses.Http, "/healthz/live"), Cancellation));
        Assert.Equal(Outcome.Miss, (await LookupAsync(service, handler)).Metadata.Outcome);
        Assert.Equal(("https", "https"), (service.Addresses.Grpc.Scheme, service.Addresses.Http.Scheme));
    }

    [Fact]
    public async Task Call_WithACertificateOfTheAuthority_IsAnsweredAndOthersAreNot()
    {
        await using var service = await TestService.StartAsync(_directory.Path, null, [.. ServerFiles(), $"--Server:Tls:ClientAuthorityFile={Write("ca.pem", _authority.ExportCertificatePem())}"]);
        using var strangers = NewAuthority("Strangers");
        using var known = Issue(_authority, "bot");
        using var stranger = Issue(strangers, "bot");
        using var withKnown = Trusting(known);
        using var withStranger = Trusting(stranger);
        using var withNone = Trusting();

        Assert.Equal(Outcome.Miss, (await LookupAsync(service, withKnown)).Metadata.Outcome);
        await LookupAsync(service, withStranger).FailsAsync(StatusCode.Unavailable);
        await LookupAsync(service, withNone).FailsAsync(StatusCode.Unavailable);
    }

    private string[] ServerFiles()
    {
        using var certificate = Issue(_authority, "localhost");
        return
        [
            $"--Server:Tls:CertificateFile={Write("server.pem", certificate.ExportCertificatePem())}",
            $"--Server:Tls:KeyFile={Write("server.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())}",
        ];
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private SocketsHttpHandler Trusting(X509Certificate2? own = null)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { _authority },
        };
        if (own is not null)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true);
        }

        return handler;
    }

    private static async Task<LookupResponse> LookupAsync(TestService service, SocketsHttpHandler handler)
    {
        using var channel = GrpcChannel.ForAddress(service.Addresses.Grpc, new GrpcChannelOptions { HttpHandler = handler });
        var request = new LookupRequest { Question = new Question { Namespace = "bot", Text = "Is this line safe?" } };
        return await new CacheService.CacheServiceClient(channel).LookupAsync(request, cancellationToken: Cancellation);
    }

    private static X509Certificate2 NewAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(30));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, Now.AddDays(-1), Now.AddDays(20), RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
