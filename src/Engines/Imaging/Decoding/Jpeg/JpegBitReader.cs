using System.Runtime.CompilerServices;

namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>Bits of an entropy-coded segment. At a marker or the end it gives zeros and remembers that it did.</summary>
internal ref struct JpegBitReader(ReadOnlySpan<byte> file, int start)
{
    private readonly ReadOnlySpan<byte> file = file;
    private ulong bits;
    private int count;
    private int invented;

    public int Position { get; private set; } = start;

    /// <summary>True once bits were used that the file does not hold.</summary>
    public readonly bool RanDry => invented > count;

    public bool HitBadCode { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Peek(int n)
    {
        if (count < n)
        {
            Fill();
        }

        return (int)(bits >> (64 - n));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int n)
    {
        bits <<= n;
        count -= n;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Read(int n)
    {
        if (n == 0)
        {
            return 0;
        }

        var value = Peek(n);
        Skip(n);
        return value;
    }

    /// <summary>T.81 figure F.12: a value of n bits whose first bit tells the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadSigned(int n)
    {
        if (n == 0)
        {
            return 0;
        }

        var value = Read(n);
        return value < 1 << (n - 1) ? value - (1 << n) + 1 : value;
    }

    /// <summary>Drops what is left of the interval and steps over its restart marker; false when there is none.</summary>
    public bool Restart()
    {
        bits = 0;
        count = 0;
        invented = 0;
        var at = Position;
        if (!JpegMarker.Next(file, ref at, out var marker) || !JpegMarker.IsRestart(marker))
        {
            return false;
        }

        Position = at;
        return true;
    }

    private void Fill()
    {
        while (count <= 56)
        {
            byte next = 0;
            if (Position < file.Length && (file[Position] != 0xFF || (Position + 1 < file.Length && file[Position + 1] == 0)))
            {
                next = file[Position];
                Position += next == 0xFF ? 2 : 1;
            }
            else
            {
                invented += 8;
            }

            bits |= (ulong)next << (56 - count);
            count += 8;
        }
    }
}
