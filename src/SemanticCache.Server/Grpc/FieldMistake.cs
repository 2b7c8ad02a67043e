namespace SemanticCache.Server.Grpc;

/// <summary>A field of a request that cannot be.</summary>
/// <param name="Field">The field's path, such as <c>question.messages[2].role</c>.</param>
/// <param name="Description">What is wrong and which values are right.</param>
internal sealed record FieldMistake(string Field, string Description);
