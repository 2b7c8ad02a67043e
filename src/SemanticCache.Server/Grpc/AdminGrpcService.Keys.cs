using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;

namespace SemanticCache.Server.Grpc;

/// <content>Keys.</content>
internal sealed partial class AdminGrpcService
{
    /// <inheritdoc/>
    [AllowedTo]
    public override Task<CreateKeyResponse> CreateKey(CreateKeyRequest request, ServerCallContext context) =>
        _keys.CreateAsync(request, WholeCaller(context), context.CancellationToken);

    /// <inheritdoc/>
    [AllowedTo]
    public override Task<ListKeysResponse> ListKeys(ListKeysRequest request, ServerCallContext context)
    {
        WholeCaller(context);
        return _keys.ListAsync(request, context.CancellationToken);
    }

    /// <inheritdoc/>
    [AllowedTo]
    public override Task<RotateKeyResponse> RotateKey(RotateKeyRequest request, ServerCallContext context) =>
        _keys.RotateAsync(request, WholeCaller(context), context.CancellationToken);

    /// <inheritdoc/>
    [AllowedTo]
    public override Task<RevokeKeyResponse> RevokeKey(RevokeKeyRequest request, ServerCallContext context) =>
        _keys.RevokeAsync(request, WholeCaller(context), context.CancellationToken);

    private static Core.Pipeline.Caller WholeCaller(ServerCallContext context)
    {
        var caller = CallerIdentity.CallerOf(context);
        caller.RequireWhole();
        return caller;
    }
}
