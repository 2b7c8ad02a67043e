using SemanticCache.Interop.Tests.Clients;

namespace SemanticCache.Interop.Tests;

public sealed class NodeTests : InteropTests, IClassFixture<NodeClient>
{
    public NodeTests(NodeClient client)
        : base(client)
    {
    }
}
