using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Access;
using SemanticCache.Core.Auditing;
using SemanticCache.Core.Pipeline;
using SemanticCache.Protocol.V1;
using AuditEvent = SemanticCache.Core.Auditing.AuditEvent;

namespace SemanticCache.Server.Grpc;

/// <summary>Creates, lists, rotates and revokes keys, and notes it.</summary>
internal sealed class KeyAdministration
{
    // Stores answer side by side; more at a time only queue there.
    private const int ReadAtOnce = 16;

    private static readonly TimeSpan DefaultOverlap = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(90);

    private readonly ApiKeyDirectory _keys;
    private readonly KeyUseWriter _uses;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    public KeyAdministration(ApiKeyDirectory keys, KeyUseWriter uses, AuditLog audit, TimeProvider time)
    {
        _keys = keys;
        _uses = uses;
        _audit = audit;
        _time = time;
    }

    /// <summary>Creates a key.</summary>
    public async Task<CreateKeyResponse> CreateAsync(CreateKeyRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var (key, text) = await _keys.CreateAsync(KeyMapping.ReadOrThrow(request, _time.GetUtcNow()), cancellationToken);
        await _audit.AddAsync(caller, new AuditEvent { Action = AuditActions.CreateKey, Target = key.Id, After = KeyMapping.Describe(key) });
        return new CreateKeyResponse { Key = KeyMapping.Write(key, lastUse: null), Secret = text };
    }

    /// <summary>Lists the keys.</summary>
    public async Task<ListKeysResponse> ListAsync(ListKeysRequest request, CancellationToken cancellationToken)
    {
        // The token is the last identifier of the page before: a key created meanwhile stands before it, and none is ever deleted.
        var size = PageSize.Read(request.PageSize);
        var rest = _keys.All.SkipWhile(key => request.PageToken.Length > 0 && key.Id != request.PageToken).Skip(request.PageToken.Length > 0 ? 1 : 0).Take(size + 1).ToList();
        var response = new ListKeysResponse { NextPageToken = rest.Count > size ? rest[size - 1].Id : "" };
        foreach (var keys in rest.Take(size).Chunk(ReadAtOnce))
        {
            response.Keys.AddRange(await Task.WhenAll(keys.Select(async key => KeyMapping.Write(key, await _uses.LastUseAsync(key.Id, cancellationToken)))));
        }

        return response;
    }

    /// <summary>Gives a key a successor.</summary>
    public async Task<RotateKeyResponse> RotateAsync(RotateKeyRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var overlap = request.Overlap is null ? DefaultOverlap : WireTime.Read(request.Overlap);
        if (overlap is not { } time || time > LongestOverlap)
        {
            throw GrpcErrors.Invalid("overlap", $"must be from 0 to {LongestOverlap.TotalDays:0} days");
        }

        if (await _keys.RotateAsync(request.Id, time, cancellationToken) is not var (key, text))
        {
            throw Unknown(request.Id);
        }

        await _audit.AddAsync(caller, new AuditEvent { Action = AuditActions.RotateKey, Target = request.Id, After = KeyMapping.Describe(key) });
        return new RotateKeyResponse { Key = KeyMapping.Write(key, lastUse: null), Secret = text };
    }

    /// <summary>Revokes a key.</summary>
    public async Task<RevokeKeyResponse> RevokeAsync(RevokeKeyRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!await _keys.RevokeAsync(request.Id, cancellationToken))
        {
            throw Unknown(request.Id);
        }

        await _audit.AddAsync(caller, new AuditEvent { Action = AuditActions.RevokeKey, Target = request.Id });
        return new RevokeKeyResponse();
    }

    private static RpcException Unknown(string id) => GrpcErrors.Create(Code.NotFound, "UNKNOWN_KEY", $"There is no key {id} in use.");
}
