namespace SemanticCache.Core.Tests.Learning;

/// <summary>What became of simulated requests.</summary>
internal sealed record SimulatedFigures(int Hits = 0, int Wrong = 0, int Alarms = 0, int AuditsUntilAlarm = 0);
