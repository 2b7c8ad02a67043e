using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Demo;

/// <summary>A look-alike that was refused.</summary>
/// <param name="Namespace">The namespace asked.</param>
/// <param name="Question">The look-alike.</param>
/// <param name="Candidate">The stored question that it looks like, with the verdict.</param>
internal sealed record RefusedLookAlike(string Namespace, string Question, CandidateVerdict Candidate);
