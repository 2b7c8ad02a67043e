namespace SemanticCache.Core.Reporting;

/// <summary>The numbers of all log events of the core; a number is never used again. The stores use 3000 to 3999, the host 4000 to 4999.</summary>
internal static class EventIds
{
    public const int RequestServed = 1000;
    public const int RequestForwarded = 1001;
    public const int RequestFailed = 1002;
    public const int CallerLeft = 1003;
    public const int QuestionAsked = 1004;
    public const int RequestUnreported = 1005;
    public const int StageFailed = 1100;
    public const int StageTimedOut = 1101;
    public const int WriteBackFailed = 1200;
    public const int AliasesFailed = 1201;
    public const int AuditFailed = 1202;
    public const int DriftFound = 1203;
    public const int SweepFailed = 1300;
    public const int MergingFailed = 1301;
    public const int RecordSweepFailed = 1302;
    public const int KeyUsesFailed = 1303;
    public const int JobRoundFailed = 1304;
    public const int JobEnded = 1305;
    public const int ReportsFailed = 1306;
    public const int DecisionsDamaged = 1307;
    public const int RollupDamaged = 1308;
    public const int VerdictDamaged = 1309;
    public const int DecisionsDeleted = 1310;
    public const int VerifierBroken = 1400;
    public const int VerifierTried = 1401;
    public const int VerifierRecovered = 1402;
    public const int CalibrationUnsuited = 1450;
}
