namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>How much of a list a page shows at a time.</summary>
internal static class PageChoice
{
    /// <summary>Lines of a list.</summary>
    public const int Lines = 50;

    /// <summary>Namespaces to choose from; more are found by their address.</summary>
    public const int Namespaces = 1000;
}
