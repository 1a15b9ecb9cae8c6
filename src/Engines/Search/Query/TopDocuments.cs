namespace Maru.Engines.Search.Query;

/// <summary>
/// Keeps the k best of many. Takes everything above the bar into a buffer of 2k and, when that is full, drops the lower half and raises the bar,
/// which costs less than keeping a heap in order.
/// </summary>
internal sealed class TopDocuments
{
    private ulong[] _buffer = [];
    private int _k;
    private int _count;
    private ulong _bar;

    public void Reset(int k)
    {
        _k = Math.Max(1, k);
        _count = 0;
        _bar = 0;
        if (_buffer.Length < 2 * _k)
        {
            _buffer = new ulong[2 * _k];
        }
    }

    /// <summary>The points that must be exceeded, so far.</summary>
    public uint Bar => (uint)(_bar >> 32);

    /// <param name="points">More is better.</param>
    /// <param name="row">Of two with the same points the lower row wins.</param>
    public void Offer(uint points, int row)
    {
        var key = ((ulong)points << 32) | ~(uint)row;
        if (key <= _bar)
        {
            return;
        }

        _buffer[_count++] = key;
        if (_count == 2 * _k)
        {
            Keep();
            _bar = _buffer.AsSpan(0, _k)[Lowest(_buffer.AsSpan(0, _k))];
        }
    }

    /// <summary>The best, best first.</summary>
    public ReadOnlySpan<ulong> Finish()
    {
        if (_count > _k)
        {
            Keep();
        }

        var best = _buffer.AsSpan(0, _count);
        best.Sort(static (a, b) => b.CompareTo(a));
        return best;
    }

    public static int RowOf(ulong key) => (int)~(uint)key;

    public static uint PointsOf(ulong key) => (uint)(key >> 32);

    private static int Lowest(ReadOnlySpan<ulong> keys)
    {
        var lowest = 0;
        for (var i = 1; i < keys.Length; i++)
        {
            lowest = keys[i] < keys[lowest] ? i : lowest;
        }

        return lowest;
    }

    /// <summary>Quickselect: the k largest to the front.</summary>
    private void Keep()
    {
        int low = 0, high = _count - 1;
        while (low < high)
        {
            var pivot = _buffer[(low + high) / 2];
            int i = low, j = high;
            while (i <= j)
            {
                while (_buffer[i] > pivot)
                {
                    i++;
                }

                while (_buffer[j] < pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (_buffer[i], _buffer[j]) = (_buffer[j], _buffer[i]);
                    i++;
                    j--;
                }
            }

            if (_k - 1 <= j)
            {
                high = j;
            }
            else if (_k - 1 >= i)
            {
                low = i;
            }
            else
            {
                break;
            }
        }

        _count = _k;
    }
}
