using System.Text.Json;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>How one API of a provider asks, answers, ends and fails.</summary>
internal abstract class ProviderWords
{
    /// <summary>Every API, by the name of the namespace that tests ask it in.</summary>
    public static IReadOnlyDictionary<string, ProviderWords> All { get; } = new Dictionary<string, ProviderWords>(StringComparer.Ordinal)
    {
        ["chat"] = new ChatWords(),
        ["responses"] = new ResponseWords(),
        ["messages"] = new MessageWords(),
    };

    /// <summary>The path of the API.</summary>
    public abstract string Path { get; }

    /// <summary>Returns a request.</summary>
    public abstract string Ask(string question, bool stream);

    /// <summary>Returns a whole answer.</summary>
    public abstract string Whole(string text, Misbehaviour ending);

    /// <summary>Returns the data of the events that begin an answer.</summary>
    public abstract IEnumerable<string> Beginning();

    /// <summary>Returns the data of an event with more text.</summary>
    public abstract string Delta(string text);

    /// <summary>Returns the data of the events that end an answer.</summary>
    public abstract IEnumerable<string> Ending(string text, Misbehaviour ending);

    /// <summary>Returns an error, as a body or as the data of an event.</summary>
    public abstract string Error(string message);

    /// <summary>Tells whether the data of a last event is the end of a whole answer.</summary>
    public abstract bool IsEnd(string data);

    /// <summary>Tells whether a body, or the data of a last event, is an error.</summary>
    public abstract bool IsError(string data);

    /// <summary>Returns how an event is written.</summary>
    public virtual string Written(string data) => $"data: {data}\n\n";

    /// <summary>Returns the texts of the parts of a stream.</summary>
    public IEnumerable<string> TextsOf(IEnumerable<string> events) => events.Where(data => data.StartsWith('{')).Select(data =>
    {
        using var parsed = JsonDocument.Parse(data);
        return TextOf(parsed.RootElement);
    }).OfType<string>();

    /// <summary>Returns the text that an event adds, or null.</summary>
    protected abstract string? TextOf(JsonElement data);

    /// <summary>Returns a member's text, or null.</summary>
    protected static string? Text(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
    }

    /// <summary>Returns the member of an object by that path, or null.</summary>
    protected static string? TextIn(string data, params string[] path)
    {
        if (!data.StartsWith('{'))
        {
            return null;
        }

        using var parsed = JsonDocument.Parse(data);
        return Text(parsed.RootElement, path);
    }
}
