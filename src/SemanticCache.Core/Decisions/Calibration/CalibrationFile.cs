using System.Collections.Immutable;
using System.Text.Json;
using SemanticCache.Core.Decisions.Signals;

namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>Reads and writes a calibration as JSON.</summary>
internal static class CalibrationFile
{
    /// <summary>The name of the file beside a verifier model.</summary>
    public const string Name = "calibration.json";

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is not a calibration; says where and why.</exception>
    public static ConfidenceCalibration ReadOrThrow(string path) => ParseOrThrow(File.ReadAllText(path), path);

    /// <summary>Reads a text; <paramref name="origin"/> names it in the message.</summary>
    /// <exception cref="InvalidDataException">The text is not a calibration; says where and why.</exception>
    public static ConfidenceCalibration ParseOrThrow(string json, string origin)
    {
        try
        {
            var content = JsonSerializer.Deserialize(json, CalibrationJson.Default.CalibrationContent)
                ?? throw new InvalidDataException($"{origin}: is empty.");
            return ToCalibration(content, origin);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{origin}: {exception.Message}", exception);
        }
    }

    /// <summary>Returns the text of a calibration.</summary>
    public static string Format(ConfidenceCalibration calibration) => JsonSerializer.Serialize(
        new CalibrationContent
        {
            Embedder = calibration.Embedder,
            Verifier = calibration.Verifier,
            SimilarityThreshold = calibration.SimilarityThreshold,
            MinimumConfidence = calibration.MinimumConfidence,
            Need = ToContent(calibration.Need),
            Rivals = ToContent(calibration.Rivals),
            Curve = [.. calibration.Curve.Points.Select(point => new[] { point.Score, point.Probability })],
            Origin = calibration.Origin,
        },
        CalibrationJson.Default.CalibrationContent);

    private static ConfidenceCalibration ToCalibration(CalibrationContent content, string origin)
    {
        RequireShare(content.SimilarityThreshold, "similarity_threshold", origin);
        RequireShare(content.MinimumConfidence, "minimum_confidence", origin);
        return new ConfidenceCalibration
        {
            Embedder = content.Embedder,
            Verifier = content.Verifier,
            SimilarityThreshold = content.SimilarityThreshold,
            MinimumConfidence = content.MinimumConfidence,
            Need = ToModel(content.Need, "need", origin),
            Rivals = ToModel(content.Rivals, "rivals", origin),
            Curve = ToCurve(content.Curve, origin),
            Origin = content.Origin,
        };
    }

    private static ModelContent ToContent(LogisticModel model) => new()
    {
        Bias = model.Bias,
        Weights = Enum.GetValues<Signal>()
            .Where(signal => model.Weights[(int)signal] != 0)
            .ToDictionary(NameOf, signal => model.Weights[(int)signal]),
    };

    private static LogisticModel ToModel(ModelContent content, string name, string origin)
    {
        var known = Enum.GetValues<Signal>().ToDictionary(NameOf, signal => (int)signal);
        var weights = new double[CandidateSignals.Count];
        foreach (var (signal, weight) in content.Weights)
        {
            weights[known.TryGetValue(signal, out var at)
                ? at
                : throw new InvalidDataException($"{origin}: {name}.weights: '{signal}' is not a signal; there are: {string.Join(", ", known.Keys)}.")] = weight;
        }

        return double.IsFinite(content.Bias) && weights.All(double.IsFinite)
            ? new LogisticModel(content.Bias, ImmutableArray.Create(weights))
            : throw new InvalidDataException($"{origin}: {name}: bias and weights must be finite numbers.");
    }

    private static ReliabilityCurve ToCurve(double[][] points, string origin)
    {
        var rises = points.Length > 0 && points.All(point => point.Length == 2 && double.IsFinite(point[0]) && point[1] is >= 0 and <= 1)
            && points.Zip(points.Skip(1)).All(pair => pair.Second[0] > pair.First[0] && pair.Second[1] >= pair.First[1]);
        return rises
            ? new ReliabilityCurve([.. points.Select(point => new CurvePoint(point[0], point[1]))])
            : throw new InvalidDataException($"{origin}: curve: must be at least one pair of score and probability, both rising.");
    }

    private static void RequireShare(double value, string name, string origin)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new InvalidDataException($"{origin}: {name}: must be from 0 to 1.");
        }
    }

    private static string NameOf(Signal signal) => JsonNamingPolicy.SnakeCaseLower.ConvertName(signal.ToString());
}
