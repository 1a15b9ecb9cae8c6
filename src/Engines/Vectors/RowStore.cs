using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Maru.Engines.Vectors;

/// <summary>
/// Rows of one fixed size in native memory, in chunks that never move: a reader may hold a row's address
/// while a writer adds more. Row n is only read after its number was published, so growing needs no lock.
/// </summary>
internal sealed unsafe class RowStore : IDisposable
{
    // 16,384 rows: a chunk of 128-byte rows is one huge page, and 65,536 chunks hold a thousand million rows.
    internal const int Shift = 14;
    internal const int RowsPerChunk = 1 << Shift;
    internal const int Mask = RowsPerChunk - 1;
    private const int MaxChunks = 1 << 16;

    private readonly byte** _chunks;
    private readonly byte _fill;
    private readonly object? _mapping;
    private readonly int _mappedChunks;
    private int _count;

    public RowStore(int stride, byte fill = 0)
    {
        Stride = stride;
        _fill = fill;
        _chunks = (byte**)NativeMemory.AllocZeroed(MaxChunks, (nuint)sizeof(byte*));
    }

    /// <summary>Stands on rows that lie in a mapped file. The last, partly filled chunk is copied, as rows will be added to it.</summary>
    public RowStore(int stride, byte fill, byte* mapped, int rows, object mapping) : this(stride, fill)
    {
        _mapping = mapping;
        _mappedChunks = rows >> Shift;
        for (; _count < _mappedChunks; _count++)
        {
            _chunks[_count] = mapped + (nint)_count * RowsPerChunk * stride;
        }
        Reserve(rows);
        if ((rows & Mask) is var rest and > 0)
        {
            NativeMemory.Copy(mapped + (nint)_mappedChunks * RowsPerChunk * stride, _chunks[_mappedChunks], (nuint)rest * (nuint)stride);
        }
    }

    ~RowStore() => Free();

    public int Stride { get; }

    public byte** Chunks => _chunks;

    /// <summary>Bytes of native memory taken; pages of a mapped file count as the rows they hold.</summary>
    public long Bytes => (long)_count * RowsPerChunk * Stride;

    public byte* this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _chunks[row >> Shift] + (nint)(row & Mask) * Stride;
    }

    /// <summary>Makes room for rows 0 to <paramref name="rows"/> - 1. One writer at a time.</summary>
    public void Reserve(int rows)
    {
        while ((long)_count << Shift < rows)
        {
            var bytes = (nuint)RowsPerChunk * (nuint)Stride;
            var chunk = (byte*)NativeMemory.AlignedAlloc(bytes, bytes >= HugePages.Size ? HugePages.Size : 64);
            HugePages.Ask(chunk, bytes);
            if (_fill != 0)
            {
                NativeMemory.Fill(chunk, bytes, _fill);
            }
            GC.AddMemoryPressure((long)bytes);
            Volatile.Write(ref Unsafe.AsRef<nint>(_chunks + _count), (nint)chunk);
            _count++;
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        for (var i = _mappedChunks; i < _count; i++)
        {
            NativeMemory.AlignedFree(_chunks[i]);
            GC.RemoveMemoryPressure((long)RowsPerChunk * Stride);
        }
        _count = 0;
        NativeMemory.Free(_chunks);
        GC.KeepAlive(_mapping);
    }
}
