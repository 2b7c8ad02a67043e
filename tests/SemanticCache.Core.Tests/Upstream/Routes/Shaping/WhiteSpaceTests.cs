using SemanticCache.Core.Upstream.Routes.Shaping;

namespace SemanticCache.Core.Tests.Upstream.Routes.Shaping;

public sealed class WhiteSpaceTests
{
    [Theory]
    [InlineData("a  b\t\tc", "a b c")]
    [InlineData("a   \nb", "a\nb")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("a\n\n\n\nb", "a\n\nb")]
    [InlineData("  - item  one", "  - item one")]
    [InlineData("a\n \n\t\nb\n", "a\n\nb\n")]
    [InlineData("a  b\n```\nx  =  1\n\n\n\ny   \n```\nc  d", "a b\n```\nx  =  1\n\n\n\ny   \n```\nc d")]
    [InlineData("~~~~\na  b\n~~~\nc  d\n~~~~\ne  f", "~~~~\na  b\n~~~\nc  d\n~~~~\ne f")]
    [InlineData("```js\na  b\n```js\nc  d", "```js\na  b\n```js\nc  d")]
    [InlineData("", "")]
    [InlineData("nothing to do", "nothing to do")]
    public void Compact_Text_LosesBlanksOutsideFences(string text, string compact)
    {
        Assert.Equal(compact, WhiteSpace.Compact(text));
        Assert.Equal(compact, WhiteSpace.Compact(compact));
    }
}
