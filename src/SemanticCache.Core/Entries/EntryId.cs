using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace SemanticCache.Core.Entries;

/// <summary>Identifies an entry; built from its exact key, so the same question upserts the same entry in every store.</summary>
/// <param name="Value">The identifier; never <see cref="Guid.Empty"/> for a stored entry.</param>
public readonly record struct EntryId(Guid Value)
{
    /// <summary>Reads an entry id from its text form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EntryId id)
    {
        var parsed = Guid.TryParseExact(text, "D", out var value);
        id = new EntryId(value);
        return parsed;
    }

    /// <summary>A number from 0 to less than 1, spread evenly over ids and always the same for one.</summary>
    internal double Share
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes);

            // The last bytes: the first hold version and variant.
            return BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) / (uint.MaxValue + 1.0);
        }
    }

    /// <summary>Returns the id as a hyphenated, lower-case UUID.</summary>
    public override string ToString() => Value.ToString("D");
}
