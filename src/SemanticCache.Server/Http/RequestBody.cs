namespace SemanticCache.Server.Http;

/// <summary>Reads whole request bodies.</summary>
internal static class RequestBody
{
    /// <summary>Reads the body.</summary>
    /// <exception cref="BadHttpRequestException">413: it is larger than <paramref name="mostBytes"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int mostBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > mostBytes)
        {
            throw TooLarge(mostBytes);
        }

        using var buffer = new MemoryStream();
        var piece = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(piece, cancellationToken)) > 0)
        {
            buffer.Write(piece, 0, read);
            if (buffer.Length > mostBytes)
            {
                throw TooLarge(mostBytes);
            }
        }

        return buffer.ToArray();
    }

    private static BadHttpRequestException TooLarge(int mostBytes) =>
        new($"The request is larger than {mostBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
}
