using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Quality;

/// <summary>Runs <c>semcache calibrate --namespace</c>: what a namespace's own traffic says of its confidences.</summary>
internal static class NamespaceCalibration
{
    private const string Setting = "recalibration";

    /// <summary>Asks the service for the fit and, if wanted, sets it in the namespace's policy.</summary>
    /// <exception cref="UsageException">It is to be set, and there are too few labels.</exception>
    public static async Task<NamespaceCalibrationResult> RunAsync(
        string name, bool apply, ConnectionOptions connection, ParseResult parsed, TimeProvider time, CancellationToken cancellationToken)
    {
        using var service = connection.Connect(parsed);
        var deadline = Deadlines.ForCall(time);
        var found = await service.CallAsync(
            async client => await client.Reports.GetLearningAsync(new GetLearningRequest { Namespace = name }, null, deadline, cancellationToken));
        if (apply)
        {
            var update = new UpdateNamespaceRequest
            {
                Name = name,
                Policy = new Policy { Recalibration = found.Fitted ?? throw TooFew(found) },
                UpdateMask = new FieldMask { Paths = { Setting } },
            };
            await service.CallAsync(async client => await client.Admin.UpdateNamespaceAsync(update, null, deadline, cancellationToken));
        }

        return new NamespaceCalibrationResult
        {
            Namespace = name,
            Right = found.Right,
            Wrong = found.Wrong,
            Bias = found.Fitted is { } fitted ? Math.Round(fitted.Bias, 4) : null,
            Slope = found.Fitted is { } scaled ? Math.Round(scaled.Slope, 4) : null,
            Applied = apply,
            Audited = found.Audited,
            AuditedWrong = found.AuditedWrong,
            WrongShareBound = Math.Round(found.WrongShareBound, 4),
            Alarms = found.Alarms,
        };
    }

    /// <summary>Draws the result.</summary>
    public static IRenderable Draw(NamespaceCalibrationResult result) => Fields.Draw(
        ("namespace", result.Namespace),
        ("labels", $"{result.Right} right, {result.Wrong} wrong"),
        ("recalibration.bias", Number(result.Bias)),
        ("recalibration.slope", Number(result.Slope)),
        ("in the policy", result.Applied ? "yes, set now" : "unchanged; set it with --apply"),
        ("audited hits", $"{result.Audited}, {result.AuditedWrong} of them wrong"),
        ("wrong hits at most", result.Audited == 0 ? "unknown: no hit was audited; see audit_percent" : $"{result.WrongShareBound:0.0%} of all hits (95 %)"),
        ("alarms", result.Alarms.ToString(CultureInfo.InvariantCulture)));

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "too few labels yet";

    private static UsageException TooFew(GetLearningResponse found) => new(
        $"There are only {found.Right + found.Wrong} labels yet, too few to calibrate on; they come from misses near a stored question, audited hits (audit_percent) and feedback.");
}
