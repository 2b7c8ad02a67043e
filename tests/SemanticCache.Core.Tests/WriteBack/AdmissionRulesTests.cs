using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Tests.Scoping;
using SemanticCache.Core.WriteBack;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.WriteBack;

public sealed class AdmissionRulesTests
{
    [Theory]
    [InlineData("stop", Admission.Admitted)]
    [InlineData("tool_calls", Admission.Admitted)]
    [InlineData("length", Admission.Incomplete)]
    [InlineData("content_filter", Admission.Incomplete)]
    [InlineData("function_call", Admission.Incomplete)]
    [InlineData("Stop", Admission.Incomplete)]
    [InlineData("", Admission.Incomplete)]
    public void Check_FinishReason_AdmitsWholeAnswersAlone(string finishReason, Admission expected) =>
        Assert.Equal(expected, Check(new Answer { Text = "a", FinishReason = finishReason }));

    [Theory]
    [InlineData("", Admission.Empty)]
    [InlineData(" \n", Admission.Empty)]
    [InlineData("a", Admission.Admitted)]
    public void Check_Text_MustSaySomething(string text, Admission expected) => Assert.Equal(expected, Check(new Answer { Text = text }));

    [Fact]
    public void Check_ToolCallsWithoutText_IsAdmitted() =>
        Assert.Equal(Admission.Admitted, Check(new Answer { Text = "", FinishReason = "tool_calls", ToolCalls = [new ToolCall("1", "f", "{}")] }));

    [Theory]
    [InlineData(10, "aaaaaaaa", "", Admission.Admitted)]
    [InlineData(10, "aaaaaaaaa", "", Admission.TooLarge)]
    [InlineData(10, "éééé", "", Admission.Admitted)]
    [InlineData(10, "ééééé", "", Admission.TooLarge)]
    [InlineData(10, "aaaa", "bbbb", Admission.Admitted)]
    [InlineData(10, "aaaa", "bbbbb", Admission.TooLarge)]
    public void Check_Size_CountsQuestionAnswerAndToolsInBytes(int limit, string text, string arguments, Admission expected)
    {
        var answer = new Answer { Text = text, ToolCalls = arguments.Length == 0 ? [] : [new ToolCall("1", "", arguments)] };

        Assert.Equal(expected, AdmissionRules.Check(Scoped.Request("qq", new NamespacePolicy { MaximumEntryBytes = limit }), answer));
    }

    [Fact]
    public void Check_NoStore_IsRefused()
    {
        var request = Ask.For("a") with { Controls = new RequestControls { NoStore = true } };

        Assert.Equal(Admission.NoStore, AdmissionRules.Check(Scoped.Request(request), new Answer { Text = "a" }));
    }

    [Fact]
    public void Check_NoCache_IsAdmitted()
    {
        var request = Ask.For("a") with { Controls = new RequestControls { NoCache = true } };

        Assert.Equal(Admission.Admitted, AdmissionRules.Check(Scoped.Request(request), new Answer { Text = "a" }));
    }

    [Fact]
    public void Check_BypassedRequests_AreRefused()
    {
        var answer = new Answer { Text = "a" };

        Assert.Equal(Admission.Bypassed, AdmissionRules.Check(Scoped.Request("a", new NamespacePolicy { Mode = CacheMode.Off }), answer));
        Assert.Equal(Admission.Bypassed, AdmissionRules.Check(ScopingStage.Unscoped(Ask.For("a"), Scoped.Namespace("bot")), answer));
    }

    private static Admission Check(Answer answer) => AdmissionRules.Check(Scoped.Request("a"), answer);
}
