namespace Maru.Engines.Imaging.Decoding.Png;

/// <summary>CRC-32 with the reflected polynomial 0xEDB88320, eight bytes a step by eight tables.</summary>
internal static class PngChecksum
{
    private static readonly uint[][] Tables = MakeTables();

    public static uint Of(ReadOnlySpan<byte> data) => ~Add(0xFFFFFFFF, data);

    private static uint Add(uint crc, ReadOnlySpan<byte> data)
    {
        while (data.Length >= 8)
        {
            var low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data);
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = Tables[7][low & 255] ^ Tables[6][(low >> 8) & 255] ^ Tables[5][(low >> 16) & 255] ^ Tables[4][low >> 24]
                ^ Tables[3][high & 255] ^ Tables[2][(high >> 8) & 255] ^ Tables[1][(high >> 16) & 255] ^ Tables[0][high >> 24];
            data = data[8..];
        }

        foreach (var b in data)
        {
            crc = Tables[0][(crc ^ b) & 255] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var t = 0; t < 8; t++)
        {
            tables[t] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var c = t == 0 ? i : tables[t - 1][i];
                for (var bit = 0; bit < 8 && t == 0; bit++)
                {
                    c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
                }

                tables[t][i] = t == 0 ? c : tables[0][c & 255] ^ (c >> 8);
            }
        }

        return tables;
    }
}
