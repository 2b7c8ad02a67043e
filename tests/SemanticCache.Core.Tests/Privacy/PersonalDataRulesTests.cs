using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Tests.Scoping;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Privacy;

public sealed class PersonalDataRulesTests
{
    private const string Plain = "How do I reset the router?";
    private const string Personal = "Reset the router of jane@example.com";

    private static readonly NamespacePolicy DoNotStore = new();
    private static readonly NamespacePolicy Redact = new() { PersonalData = PersonalDataPolicy.Redact };
    private static readonly NamespacePolicy Store = new() { PersonalData = PersonalDataPolicy.Store };

    [Fact]
    public void Storable_PersonalAnswer_IsLeftOutBlackedOutOrKept()
    {
        var answer = new Answer { Text = "Ask jane@example.com." };

        Assert.Null(PersonalDataRules.Storable(Scoped.Request(Plain, DoNotStore), answer));
        Assert.Equal("Ask [email].", PersonalDataRules.Storable(Scoped.Request(Plain, Redact), answer)?.Text);
        Assert.Same(answer, PersonalDataRules.Storable(Scoped.Request(Plain, Store), answer));
    }

    [Fact]
    public void Storable_PersonalQuestion_IsStoredByTheOneThatStoresAlone()
    {
        var answer = new Answer { Text = "Done." };

        Assert.Null(PersonalDataRules.Storable(Scoped.Request(Personal, DoNotStore), answer));
        Assert.Null(PersonalDataRules.Storable(Scoped.Request(Personal, Redact), answer));
        Assert.Same(answer, PersonalDataRules.Storable(Scoped.Request(Personal, Store), answer));
    }

    [Fact]
    public void Storable_PersonalHistoryOrSystemPrompt_IsNotStored()
    {
        var answer = new Answer { Text = "Done." };
        var history = Ask.Conversation("I am jane@example.com", "Hello Jane", Plain);
        var prompt = Ask.For(Plain) with { Messages = Ask.For(Plain).Messages.WithSystemPrompt("The user's phone is +1 202-555-0143.") };

        Assert.Null(PersonalDataRules.Storable(Scoped.Request(history, Redact), answer));
        Assert.Null(PersonalDataRules.Storable(Scoped.Request(history, new NamespacePolicy { Conversation = ConversationPolicy.Ignore }), answer));
        Assert.Null(PersonalDataRules.Storable(Scoped.Request(prompt, Redact), answer));
    }

    [Fact]
    public void Storable_ForPrograms_IsNotBlackedOut()
    {
        var call = new Answer { Text = "", ToolCalls = [new ToolCall("1", "mail", """{"to":"jane@example.com"}""")] };
        var formatted = Scoped.Request(Ask.For(Plain) with { ResponseFormat = """{"type":"json_object"}""" }, Redact);

        Assert.Null(PersonalDataRules.Storable(Scoped.Request(Plain, Redact), call));
        Assert.Null(PersonalDataRules.Storable(formatted, new Answer { Text = """{"mail":"jane@example.com"}""" }));
        Assert.NotNull(PersonalDataRules.Storable(formatted, new Answer { Text = """{"mail":"none"}""" }));
    }

    [Fact]
    public void Storable_KindsLeftOut_AreStored()
    {
        var answer = new Answer { Text = "Ask jane@example.com." };

        Assert.Same(answer, PersonalDataRules.Storable(Scoped.Request(Plain, new NamespacePolicy { PersonalDataKinds = PersonalDataKinds.Card }), answer));
        Assert.Same(answer, PersonalDataRules.Storable(Scoped.Request(Plain, new NamespacePolicy { PersonalDataKinds = PersonalDataKinds.None }), answer));
    }

    [Fact]
    public void Storable_Locale_TellsTheRegionOfNumbers()
    {
        var answer = new Answer { Text = "Ring 030 901820." };
        var request = Ask.For(Plain);

        Assert.NotNull(PersonalDataRules.Storable(Scoped.Request(request, DoNotStore), answer));
        Assert.Null(PersonalDataRules.Storable(Scoped.Request(request with { Locale = "de-DE" }, DoNotStore), answer));
    }

    [Fact]
    public void Storable_AddressThatCanonicalTextPutsTogether_IsNotStored() =>
        Assert.Null(PersonalDataRules.Storable(Scoped.Request("Who is jane\u0001@\u0001example.com?", DoNotStore), new Answer { Text = "Done." }));

    [Fact]
    public void Storable_Feedback_LosesPersonalTextsAlone()
    {
        var feedback = new EntryFeedback(false, Personal, "Ask nobody.", default);

        Assert.Equal(feedback with { Question = "" }, PersonalDataRules.Storable(feedback, DoNotStore));
        Assert.Equal(feedback with { Question = "Reset the router of [email]" }, PersonalDataRules.Storable(feedback, Redact));
        Assert.Equal(feedback, PersonalDataRules.Storable(feedback, Store));
    }

    [Theory]
    [InlineData("user", "u-1", true)]
    [InlineData("user", "", false)]
    [InlineData("", "u-1", false)]
    [InlineData("customer", "u-1", false)]
    public void TagsFor_Attribute_NamesThePersonOrNobody(string attribute, string value, bool isTagged)
    {
        var request = Named(attribute, value);

        var tags = SubjectTag.TagsFor(request);

        Assert.Equal(isTagged ? ["faq", SubjectTag.Of("bot", "u-1")] : ["faq"], tags);
        Assert.True(SubjectTag.IsOfSame(request, tags));
        Assert.False(SubjectTag.IsOfSame(request, ["faq", SubjectTag.Of("bot", "u-2")]));
        Assert.Equal(!isTagged, SubjectTag.IsOfSame(request, ["faq"]));
    }

    [Fact]
    public void Of_Subject_IsAHashOfNamespaceAndValue()
    {
        Assert.Matches("^subject:[0-9a-f]{32}$", SubjectTag.Of("bot", "u-1"));
        Assert.NotEqual(SubjectTag.Of("bot", "u-1"), SubjectTag.Of("other", "u-1"));
        Assert.NotEqual(SubjectTag.Of("bot", "u-1"), SubjectTag.Of("bot", "u-2"));
    }

    private static ScopedRequest Named(string attribute, string value)
    {
        var request = Ask.For(Plain) with { Controls = new RequestControls { Tags = ["faq"] } };
        return Scoped.Request(request with { Attributes = request.Attributes.Add("user", value) }, new NamespacePolicy { SubjectAttribute = attribute });
    }
}
