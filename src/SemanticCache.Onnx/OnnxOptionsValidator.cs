using Microsoft.Extensions.Options;

namespace SemanticCache.Onnx;

/// <summary>Checks <see cref="OnnxOptions"/> against its ranges.</summary>
[OptionsValidator]
internal sealed partial class OnnxOptionsValidator : IValidateOptions<OnnxOptions>;
