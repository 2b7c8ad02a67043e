using System.Net.Http.Headers;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>Asks a deployment of Azure's: the bodies are OpenAI's, addresses and keys are not.</summary>
internal sealed class AzureOpenAIUpstreamClient : OpenAIUpstreamClient
{
    private const string ApiKey = "api-key";

    public AzureOpenAIUpstreamClient(Func<HttpClient> createClient, UpstreamEndpointOptions options, TimeProvider time)
        : base(createClient, options, time)
    {
    }

    /// <inheritdoc/>
    protected override string OutputLimitName => ChatCompletionBody.OutputLimit;

    /// <inheritdoc/>
    protected override string AddressOf(UpstreamRequest request, bool isResponses)
    {
        var version = "?api-version=" + Uri.EscapeDataString(Options.ApiVersion);
        if (isResponses)
        {
            // Responses are not addressed by their deployment: their body names it.
            return "openai/responses" + version;
        }

        var deployment = request.Model.Length == 0 ? Options.Model : request.Model;
        return deployment.Length == 0
            ? throw new UpstreamException(UpstreamFailure.Rejected, "The request names no model, and the upstream is Azure's, where a model is a deployment.", statusCode: 400)
            : $"openai/deployments/{Uri.EscapeDataString(deployment)}/chat/completions{version}";
    }

    /// <inheritdoc/>
    protected override void SetKey(HttpRequestHeaders headers, string key) => headers.TryAddWithoutValidation(ApiKey, key);
}
