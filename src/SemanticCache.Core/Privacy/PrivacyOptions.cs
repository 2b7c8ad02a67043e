namespace SemanticCache.Core.Privacy;

/// <summary>What the service itself tells of questions.</summary>
public sealed class PrivacyOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Privacy";

    /// <summary>Gets or sets whether the log shows questions, one line each at <c>Debug</c> in <c>SemanticCache.Core.Reporting</c>.</summary>
    /// <value>The default is false: no log line holds a prompt or an answer.</value>
    public bool LogContent { get; set; }
}
