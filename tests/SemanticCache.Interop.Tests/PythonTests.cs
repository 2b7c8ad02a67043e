using SemanticCache.Interop.Tests.Clients;

namespace SemanticCache.Interop.Tests;

public sealed class PythonTests : InteropTests, IClassFixture<PythonClient>
{
    public PythonTests(PythonClient client)
        : base(client)
    {
    }
}
