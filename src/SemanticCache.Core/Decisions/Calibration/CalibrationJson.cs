using System.Text.Json.Serialization;

namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>How calibrations are written as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(CalibrationContent))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
