using Microsoft.JSInterop;

namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>Lets go of objects that live in the browser; a browser that has gone has let go by itself.</summary>
internal static class ScriptObjects
{
    /// <summary>Lets go of an object after a last call of one of its functions.</summary>
    public static async Task EndAsync(this IJSObjectReference target, string function)
    {
        try
        {
            await target.InvokeVoidAsync(function);
        }
        catch (JSDisconnectedException)
        {
            return;
        }

        await target.LeaveAsync();
    }

    /// <summary>Lets go of an object.</summary>
    public static async Task LeaveAsync(this IJSObjectReference target)
    {
        try
        {
            await target.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            return;
        }
    }
}
