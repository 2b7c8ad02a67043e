using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Storage;

namespace SemanticCache.Qdrant.TestServer.Filtering;

/// <summary>Matches of one value of the payload; texts are matched as without a full-text index.</summary>
internal static class MatchEvaluator
{
    /// <summary>Compiles a match; one without a value is INVALID_ARGUMENT.</summary>
    public static Predicate<Value> Compile(Match match) => match.MatchValueCase switch
    {
        Match.MatchValueOneofCase.Keyword => OfText(text => text == match.Keyword),
        Match.MatchValueOneofCase.Keywords => OfText(match.Keywords.Strings.ToHashSet(StringComparer.Ordinal).Contains),
        Match.MatchValueOneofCase.Integer => OfInteger(number => number == match.Integer),
        Match.MatchValueOneofCase.Integers => OfInteger(match.Integers.Integers.ToHashSet().Contains),
        Match.MatchValueOneofCase.Boolean => value => value.KindCase == Value.KindOneofCase.BoolValue && value.BoolValue == match.Boolean,
        Match.MatchValueOneofCase.ExceptKeywords => Except(OfText(match.ExceptKeywords.Strings.ToHashSet(StringComparer.Ordinal).Contains)),
        Match.MatchValueOneofCase.ExceptIntegers => Except(OfInteger(match.ExceptIntegers.Integers.ToHashSet().Contains)),
        Match.MatchValueOneofCase.Text => Containing(match.Text),
        Match.MatchValueOneofCase.Phrase => Containing(match.Phrase),
        Match.MatchValueOneofCase.Substring => Containing(match.Substring),
        Match.MatchValueOneofCase.Prefix => OfText(text => text.StartsWith(match.Prefix, StringComparison.Ordinal)),
        Match.MatchValueOneofCase.None => throw QdrantError.InvalidArgument("Malformed Match condition"),
        var other => throw QdrantError.NotInTestServer($"matches of the kind {other}"),
    };

    private static Predicate<Value> OfText(Predicate<string> check) =>
        value => value.KindCase == Value.KindOneofCase.StringValue && check(value.StringValue);

    private static Predicate<Value> OfInteger(Predicate<long> check) =>
        value => value.KindCase == Value.KindOneofCase.IntegerValue && check(value.IntegerValue);

    private static Predicate<Value> Except(Predicate<Value> listed) =>
        value => value.KindCase != Value.KindOneofCase.NullValue && !listed(value);

    private static Predicate<Value> Containing(string part) => OfText(text => text.Contains(part, StringComparison.Ordinal));
}
