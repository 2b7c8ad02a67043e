using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Parts;

namespace SemanticCache.Server.Admin.Components.Pages;

/// <summary>Looks a question up and shows how it was decided.</summary>
public sealed partial class Explain : CallingComponent
{
    private LookupResponse? _found;
    private string _space = "";
    private string _question = "";
    private string _model = "";
    private string _locale = "";
    private string _system = "";
    private string _attributes = "";

    private async Task AskAsync()
    {
        _found = null;
        await TryAsync(async () => _found = await Clients.Cache.LookupAsync(new LookupRequest { Question = Read(), Explain = true }, cancellationToken: Gone));
    }

    private Question Read()
    {
        var question = new Question { Namespace = _space, Model = _model.Trim(), Locale = _locale.Trim() };
        if (_system.Trim().Length == 0)
        {
            question.Text = _question;
        }
        else
        {
            question.Messages.Add(new Message { Role = Role.System, Text = _system });
            question.Messages.Add(new Message { Role = Role.User, Text = _question });
        }

        foreach (var line in _attributes.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split('=', 2);
            question.Attributes[parts[0].Trim()] = parts.Length > 1 ? parts[1].Trim() : "";
        }

        return question;
    }
}
