using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Tests.Namespaces;

public sealed class ForgetCommandTests
{
    private const string Space = "ns-forget";

    private readonly ServiceFixture _service;

    public ForgetCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    [Fact]
    public async Task Forget_Person_DeletesTheEntriesAndCountsThem()
    {
        await _service.RunJsonAsync("namespaces", "create", Space, "subject_attribute=user");
        foreach (var text in (string[])["Where is the invoice?", "How do I log in?"])
        {
            var question = new Question { Namespace = Space, Text = text, Attributes = { ["user"] = "u-1" } };
            await _service.Client.Cache.StoreAsync(
                new StoreRequest { Question = question, Answer = new Answer { Text = "There." } }, cancellationToken: TestContext.Current.CancellationToken);
        }

        var forgotten = await _service.RunJsonAsync("forget", "u-1", "-n", Space);
        var again = await _service.RunAsync("forget", "u-1", "-n", Space);
        var nowhere = await _service.RunAsync("forget", "u-1", "-n", "nowhere");

        Assert.Equal("""{"deleted":2}""", forgotten.Output.Trim());
        Assert.Equal("Deleted 0 entries of u-1.", again.Output.Trim());
        Assert.Equal((1, "There is no namespace 'nowhere'."), (nowhere.ExitCode, nowhere.Error.Trim()));
    }

    [Fact]
    public async Task Set_PersonalData_IsShownAndHolds()
    {
        await _service.RunJsonAsync("namespaces", "create", "ns-personal");
        var shown = await _service.RunJsonAsync("namespaces", "set", "ns-personal", "personal_data=redact", "personal_data_kinds=email,card");
        await _service.RunJsonAsync("store", "Who looks after the invoices?", "jane@example.com", "-n", "ns-personal");

        var found = await _service.RunJsonAsync("lookup", "Who looks after the invoices?", "-n", "ns-personal");

        Assert.Equal(("redact", """["email","card"]"""), (shown.Json.GetProperty("personal_data").GetString(), shown.Json.GetProperty("personal_data_kinds").GetRawText()));
        Assert.Equal("[email]", found.Json.GetProperty("answer").GetString());
    }
}
