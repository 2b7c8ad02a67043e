using Microsoft.JSInterop;

namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>Ends objects that live in the browser.</summary>
internal static class ScriptObjects
{
    /// <summary>Calls an object's last function and lets go of it; a browser that has gone has done both.</summary>
    public static async Task EndAsync(this IJSObjectReference target, string function)
    {
        try
        {
            await target.InvokeVoidAsync(function);
            await target.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            return;
        }
    }
}
