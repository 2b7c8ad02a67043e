namespace SemanticCache.Core.Decisions;

/// <summary>A deterministic check that may only say no to a candidate.</summary>
internal interface IGuard
{
    /// <summary>The guard's name in reports.</summary>
    string Name { get; }

    /// <summary>Tells whether the candidate's question asks for something else than the question, as far as this guard sees.</summary>
    bool Refuses(string question, string candidateQuestion);
}
