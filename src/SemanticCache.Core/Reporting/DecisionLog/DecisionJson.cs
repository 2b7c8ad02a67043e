using System.Text.Json.Serialization;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>How the decision log is stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<LoggedDecision>))]
[JsonSerializable(typeof(LoggedDecision[]))]
[JsonSerializable(typeof(DecisionVerdict))]
[JsonSerializable(typeof(ForgottenSubject))]
internal sealed partial class DecisionJson : JsonSerializerContext;
