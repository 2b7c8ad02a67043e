using FsCheck.Xunit;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Rows;

namespace SemanticCache.Store.Embedded.Tests.Rows;

public sealed class PageTokenTests
{
    private static readonly EntryFilter Filter = new() { Namespace = "bot" };

    [Property]
    public void Parse_OwnToken_ReturnsThePosition(long createdAt, long row)
    {
        var token = new PageToken(createdAt, row);

        Assert.Equal(token, PageToken.Parse(token.ToText(Filter), Filter));
    }

    [Fact]
    public void Parse_TokenOfAnotherFilter_Throws()
    {
        var text = new PageToken(1, 2).ToText(Filter);

        Assert.Throws<InvalidPageTokenException>(() => PageToken.Parse(text, Filter with { Tenant = "t" }));
    }

    [Property]
    public void Parse_AnyOtherText_Throws(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Assert.Throws<InvalidPageTokenException>(() => PageToken.Parse(text, Filter));
        }
    }
}
