using Microsoft.Extensions.Logging;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>Holds the calibration that suits the models in use.</summary>
internal sealed partial class CalibrationBook
{
    /// <summary>Reads the calibration beside the verifier; one that was fitted on other models is left aside, which is logged.</summary>
    public CalibrationBook(EmbedderDescription embedder, VerifierDescription? verifier, ILogger<CalibrationBook> logger)
    {
        if (verifier?.CalibrationFile is not { } path)
        {
            return;
        }

        var calibration = CalibrationFile.ReadOrThrow(path);
        if (calibration.Embedder == embedder.Fingerprint && calibration.Verifier == verifier.Fingerprint)
        {
            Current = calibration;
        }
        else
        {
            LogOtherModels(logger, path);
        }
    }

    /// <summary>The calibration of the models in use; null where none suits, and the verifier's own probability decides.</summary>
    public ConfidenceCalibration? Current { get; }

    [LoggerMessage(EventIds.CalibrationUnsuited, LogLevel.Warning,
        "{Path} was fitted on other models and is not used; the verifier's probability decides alone. Fit one with: semcache calibrate.",
        EventName = nameof(EventIds.CalibrationUnsuited))]
    private static partial void LogOtherModels(ILogger logger, string path);
}
