using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Server.Http;

/// <summary>Writes one answer in the shape of an API: the upstream's own words where it sent any, else made from what is stored.</summary>
internal abstract class AnswerWriter
{
    // What is written is read by programs, never placed into a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ApiDialect _dialect;
    private bool _hasOriginal;

    /// <param name="request">The request.</param>
    /// <param name="dialect">The API.</param>
    /// <param name="outcome">Where the answer comes from.</param>
    protected AnswerWriter(CacheRequest request, ApiDialect dialect, CacheOutcome outcome)
    {
        _dialect = dialect;
        IsHit = outcome.IsHit;

        // Whoever joined another's flight may have asked in another shape, or for another stream.
        IsOwner = !outcome.IsHit && outcome.Kind is not CacheOutcomeKind.Joined;
        Id = (outcome.Entry?.Id.Value ?? Guid.CreateVersion7()).ToString("N");
        Model = outcome.Entry?.Answer.Model is { Length: > 0 } model ? model : request.Model;
    }

    /// <summary>Whether the answer is a stored one.</summary>
    protected bool IsHit { get; }

    /// <summary>Whether the upstream was asked for this caller, in its own words.</summary>
    protected bool IsOwner { get; }

    /// <summary>What tells the answer from others, as 32 hexadecimal digits.</summary>
    protected string Id { get; }

    /// <summary>The model that wrote the answer or, while that is unknown, that was asked for; may be empty.</summary>
    protected string Model { get; }

    /// <summary>The events that end a stream behind its last part.</summary>
    public virtual IEnumerable<(string Name, string Json)> Closing => [];

    /// <summary>Returns the upstream's own words of a part that this caller may be sent as they are, or null.</summary>
    public RawPart? Original(AnswerEvent part) => IsOwner && part is RawPart raw && raw.Dialect == _dialect ? raw : null;

    /// <summary>Returns a whole answer.</summary>
    public abstract string Whole(Answer answer);

    /// <summary>Returns the event that tells of a failure in mid-answer.</summary>
    public abstract (string Name, string Json) Failure(UpstreamException failure);

    /// <summary>Returns the events that tell of a part of a streamed answer; where the API names none, the names are empty.</summary>
    public IEnumerable<(string Name, string Json)> Events(AnswerEvent part)
    {
        if (Original(part) is { } original)
        {
            _hasOriginal = true;
            return Passed(original);
        }

        // What follows the upstream's own words says the same again.
        return _hasOriginal || part is RawPart ? [] : Made(part);
    }

    /// <summary>Returns the events that pass the upstream's own words on.</summary>
    protected virtual IEnumerable<(string Name, string Json)> Passed(RawPart original) => [(original.Event, original.Json)];

    /// <summary>Returns the events that are made of a part.</summary>
    protected abstract IEnumerable<(string Name, string Json)> Made(AnswerEvent part);

    /// <summary>Returns the model that an answer names; the one asked for where nobody knows better.</summary>
    protected string ModelOr(string model) => Model.Length > 0 ? Model : model;

    /// <summary>Returns an object.</summary>
    protected static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
