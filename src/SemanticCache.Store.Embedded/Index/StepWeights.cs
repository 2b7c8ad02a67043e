namespace SemanticCache.Store.Embedded.Index;

/// <summary>
/// A query's side of a step's bound. For an entry with scale s, error e and rest r (<see cref="BoundTerms"/>), and d the dot product of
/// the codes, the step adds s(Dot·d + Offset + Error·e) to the entry's sum, and Rest·r bounds what later dimensions can add.
/// </summary>
/// <param name="Dot">The scale of the query's codes.</param>
/// <param name="Offset">What the centre of the entry's codes takes away from every dot product.</param>
/// <param name="Error">The norm of the coded query in the step, in the unit of e.</param>
/// <param name="Rest">The norm of the query after the step, in the unit of r.</param>
internal readonly record struct StepWeights(float Dot, float Offset, float Error, float Rest);
