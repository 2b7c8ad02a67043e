namespace SemanticCache.Core.Upstream.Routes.Shaping;

/// <summary>What a message is to its conversation.</summary>
internal enum MessagePlace
{
    /// <summary>It belongs to the turn before it.</summary>
    Within,

    /// <summary>It begins a turn.</summary>
    TurnStart,

    /// <summary>It belongs to the whole conversation.</summary>
    Always,
}
