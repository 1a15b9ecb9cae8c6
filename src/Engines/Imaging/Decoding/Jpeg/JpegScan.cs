namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>One pass over the picture: the parameters of a scan header and the four ways to decode a block (T.81 annexes F, G).</summary>
internal readonly record struct JpegScan(bool Progressive, int First, int Last, int High, int Low)
{
    private static ReadOnlySpan<byte> Natural =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    public static int NaturalOrder(int zigzag) => Natural[zigzag];

    public bool NeedsDc => First == 0 && High == 0;

    public bool NeedsAc => Last > 0;

    public void Decode(ref JpegBitReader reader, JpegComponent component, Span<short> block, ref int endOfBand)
    {
        if (!Progressive)
        {
            Sequential(ref reader, component, block);
        }
        else if (First == 0)
        {
            if (High == 0)
            {
                component.Prediction += reader.ReadSigned(component.Dc!.Decode(ref reader) & 15);
                block[0] = (short)(component.Prediction << Low);
            }
            else if (reader.Read(1) != 0)
            {
                block[0] |= (short)(1 << Low);
            }
        }
        else if (High == 0)
        {
            FirstBand(ref reader, component.Ac!, block, ref endOfBand);
        }
        else
        {
            RefineBand(ref reader, component.Ac!, block, ref endOfBand);
        }
    }

    private static void Sequential(ref JpegBitReader reader, JpegComponent component, Span<short> block)
    {
        component.Prediction += reader.ReadSigned(component.Dc!.Decode(ref reader) & 15);
        block[0] = (short)component.Prediction;
        var ac = component.Ac!;
        for (var k = 1; k < 64; k++)
        {
            var symbol = ac.Decode(ref reader);
            int run = symbol >> 4, size = symbol & 15;
            if (size == 0)
            {
                if (run != 15)
                {
                    return;
                }

                k += 15;
                continue;
            }

            k += run;
            var value = reader.ReadSigned(size);
            if (k > 63)
            {
                reader.HitBadCode = true;
                return;
            }

            block[Natural[k]] = (short)value;
        }
    }

    private void FirstBand(ref JpegBitReader reader, JpegHuffmanTable ac, Span<short> block, ref int endOfBand)
    {
        if (endOfBand > 0)
        {
            endOfBand--;
            return;
        }

        for (var k = First; k <= Last; k++)
        {
            var symbol = ac.Decode(ref reader);
            int run = symbol >> 4, size = symbol & 15;
            if (size == 0)
            {
                if (run != 15)
                {
                    endOfBand = (1 << run) + reader.Read(run) - 1;
                    return;
                }

                k += 15;
                continue;
            }

            k += run;
            var value = reader.ReadSigned(size);
            if (k > 63)
            {
                reader.HitBadCode = true;
                return;
            }

            block[Natural[k]] = (short)(value << Low);
        }
    }

    private void RefineBand(ref JpegBitReader reader, JpegHuffmanTable ac, Span<short> block, ref int endOfBand)
    {
        var bit = (short)(1 << Low);
        var k = First;
        if (endOfBand == 0)
        {
            for (; k <= Last; k++)
            {
                var symbol = ac.Decode(ref reader);
                int run = symbol >> 4, size = symbol & 15;
                short value = 0;
                if (size != 0)
                {
                    value = reader.Read(1) != 0 ? bit : (short)-bit;
                }
                else if (run != 15)
                {
                    endOfBand = (1 << run) + reader.Read(run);
                    break;
                }

                k = RefineRun(ref reader, block, k, run, bit);
                if (value != 0 && k <= Last)
                {
                    block[Natural[k]] = value;
                }
            }
        }

        if (endOfBand > 0)
        {
            RefineRun(ref reader, block, k, int.MaxValue, bit);
            endOfBand--;
        }
    }

    /// <summary>Gives each coefficient that is already known its next bit, and stops after a run of unknown ones.</summary>
    private int RefineRun(ref JpegBitReader reader, Span<short> block, int k, int run, short bit)
    {
        for (; k <= Last; k++)
        {
            ref var known = ref block[Natural[k]];
            if (known == 0)
            {
                if (run-- == 0)
                {
                    break;
                }
            }
            else if (reader.Read(1) != 0 && (known & bit) == 0)
            {
                known += known > 0 ? bit : (short)-bit;
            }
        }

        return k;
    }
}
