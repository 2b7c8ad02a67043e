using Microsoft.Extensions.AI;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Client.Chat;

/// <summary>Reads the question of a chat request, with everything that decides which stored answers can serve it.</summary>
internal static class QuestionReader
{
    /// <summary>Reads the question; false where no stored answer can stand for the request, with the reason as one word.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">The request's options, or null.</param>
    /// <param name="question">The question to fill.</param>
    /// <param name="reason">Why not; empty where it was read.</param>
    public static bool TryRead(IReadOnlyList<ChatMessage> messages, ChatOptions? options, Question question, out string reason)
    {
        reason = messages is [.., { } last] && last.Role == ChatRole.User && !string.IsNullOrWhiteSpace(last.Text) ? "" : BypassReasons.NotAQuestion;
        if (reason.Length == 0 && !MessageTexts.IsPlain(messages[^1]))
        {
            reason = BypassReasons.NotText;
        }

        if (reason.Length > 0 || (options is not null && !OptionReader.TryRead(options, question, out reason)))
        {
            return false;
        }

        return TryReadMessages(messages, question, out reason);
    }

    private static bool TryReadMessages(IReadOnlyList<ChatMessage> messages, Question question, out string reason)
    {
        var texts = new MessageTexts();
        foreach (var message in messages)
        {
            // Models are told who of several people speaks, and the wire has no field for it.
            if (RoleOf(message.Role) is not { } role || (role is not Role.Assistant && message.AuthorName is not null))
            {
                reason = BypassReasons.UnknownSpeaker;
                return false;
            }

            if (texts.Of(message) is not { } text)
            {
                reason = BypassReasons.NotText;
                return false;
            }

            question.Messages.Add(new Message { Role = role, Text = text });
        }

        reason = "";
        return true;
    }

    private static Role? RoleOf(ChatRole role) => role.Value switch
    {
        "user" => Role.User,
        "system" or "developer" => Role.System,
        "assistant" => Role.Assistant,
        "tool" => Role.Tool,
        _ => null,
    };
}
