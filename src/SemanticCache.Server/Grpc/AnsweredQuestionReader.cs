using System.Diagnostics.CodeAnalysis;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.WriteBack;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads questions with their answers, by the same rules as one that is stored alone.</summary>
internal sealed class AnsweredQuestionReader
{
    private static readonly string[] Paths = ["question.", "cache_control."];

    private readonly string _namespace;
    private readonly Caller _caller;

    public AnsweredQuestionReader(string namespaceName, Caller caller)
    {
        _namespace = namespaceName;
        _caller = caller;
    }

    /// <summary>Reads a pair; false, and why, when it cannot be stored.</summary>
    public bool TryRead(AnsweredQuestion pair, [NotNullWhen(true)] out BroughtAnswer? read, out string mistake)
    {
        read = null;
        mistake = string.IsNullOrWhiteSpace(pair.Question) ? "question: must not be empty"
            : string.IsNullOrWhiteSpace(pair.Answer) ? "answer: must not be empty"
            : "";
        if (mistake.Length > 0)
        {
            return false;
        }

        var mistakes = new List<FieldMistake>();
        var request = RequestReader.Read(QuestionOf(pair), ControlOf(pair), _caller, mistakes);
        if (mistakes.Count > 0)
        {
            mistake = string.Join("; ", mistakes.Select(each => $"{Short(each.Field)}: {each.Description}"));
            return false;
        }

        read = new BroughtAnswer(request, new Core.Entries.Answer { Text = pair.Answer, FinishReason = FinishReasons.Stop }, pair.Pinned);
        return true;
    }

    private Question QuestionOf(AnsweredQuestion pair)
    {
        var question = new Question { Namespace = _namespace, Model = pair.Model, Locale = pair.Locale, Attributes = { pair.Attributes } };
        if (pair.SystemPrompt.Length > 0)
        {
            question.Messages.Add(new Message { Role = Role.System, Text = pair.SystemPrompt });
        }

        question.Messages.Add(new Message { Role = Role.User, Text = pair.Question });
        return question;
    }

    private static CacheControl ControlOf(AnsweredQuestion pair) => new() { Ttl = pair.Ttl, Tags = { pair.Tags }, Sources = { pair.Sources } };

    private static string Short(string field)
    {
        var path = Array.Find(Paths, path => field.StartsWith(path, StringComparison.Ordinal));
        return path is null ? field : field[path.Length..];
    }
}
