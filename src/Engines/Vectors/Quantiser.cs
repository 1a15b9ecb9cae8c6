using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Maru.Engines.Vectors;

/// <summary>What follows a row's codes. Term is |x|^2 - 256 sum(x), so that |x - q|^2 = Term + |q|^2 - 2 dot(x, q - 128).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RowTail
{
    public int Term;
    public int Norm;

    /// <summary>How far the decoded row lies from the true one, as a distance.</summary>
    public float Residual;

    /// <summary>First row of the upper links times 32, plus the level: 0 for the many that stand on the ground floor only.</summary>
    public int Upper;
}

/// <summary>
/// Eight bits a dimension: each dimension has its own zero (it falls out of a difference) and all share one step (else
/// distances between codes would not be distances). As the residual of each row is kept, a distance between codes bounds
/// the true one from both sides, and re-ranking knows which rows it may leave unread.
/// </summary>
internal sealed unsafe class Quantiser(int dimensions, float[] zeros, float step)
{
    private const int Sample = 100_000;

    public int Dimensions { get; } = dimensions;

    public float[] Zeros { get; } = zeros;

    public float Step { get; } = step;

    public int CodeLength { get; } = Round(dimensions, Kernels.CodeStep);

    public int Stride { get; } = Round(Round(dimensions, Kernels.CodeStep) + sizeof(RowTail), 32);

    public static int Round(int value, int step) => (value + step - 1) / step * step;

    public static Quantiser Train(RowStore vectors, int rows, int dimensions)
    {
        var low = new float[dimensions];
        var high = new float[dimensions];
        Array.Fill(low, float.PositiveInfinity);
        Array.Fill(high, float.NegativeInfinity);
        var whole = true;
        var stepping = Math.Max(1, rows / Sample);
        for (var row = 0; row < rows; row += stepping)
        {
            var x = (float*)vectors[row];
            for (var d = 0; d < dimensions; d++)
            {
                low[d] = Math.Min(low[d], x[d]);
                high[d] = Math.Max(high[d], x[d]);
                whole &= x[d] == MathF.Truncate(x[d]);
            }
        }
        var range = 0f;
        for (var d = 0; d < dimensions; d++)
        {
            range = Math.Max(range, high[d] - low[d]);
        }
        // Whole numbers in a range of a byte (pixels, counts) are kept as they are: no residual, nothing to re-rank.
        var step = whole && range <= 255 ? 1f : range / 255;
        return new Quantiser(dimensions, low, step > 0 && float.IsFinite(step) ? step : 1f);
    }

    /// <summary>Writes the codes and their tail; Upper is left as it was. True when a value lay outside the trained range.</summary>
    public bool Encode(float* x, byte* row)
    {
        int sum = 0, norm = 0;
        var residual = 0d;
        var clamped = false;
        for (var d = 0; d < Dimensions; d++)
        {
            var exact = (x[d] - Zeros[d]) / Step;
            var code = Math.Clamp(MathF.Round(exact), 0f, 255f);
            clamped |= MathF.Abs(exact - code) > 1f;
            var lost = (double)x[d] - (Zeros[d] + code * Step);
            residual += lost * lost;
            var c = (int)code;
            row[d] = (byte)c;
            sum += c;
            norm += c * c;
        }
        for (var d = Dimensions; d < CodeLength; d++)
        {
            row[d] = 0;
        }
        var tail = Tail(row);
        tail->Term = norm - 256 * sum;
        tail->Norm = norm;
        // Rounded up: the bound must not be the tighter for float's sake.
        tail->Residual = residual == 0 ? 0 : MathF.BitIncrement((float)Math.Sqrt(residual));
        return clamped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowTail* Tail(byte* row) => (RowTail*)(row + CodeLength);

    /// <summary>The signed side of the product: codes - 128.</summary>
    public void Shift(byte* row, sbyte* shifted)
    {
        for (var d = 0; d < CodeLength; d++)
        {
            shifted[d] = (sbyte)(row[d] - 128);
        }
    }
}
