using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Maru.Engines.Vectors;

/// <summary>Writes sections one behind the other, each from the start of a page, and the head at last.</summary>
internal sealed unsafe class SnapshotWriter(SafeFileHandle file)
{
    private const int Piece = 1 << 20;
    private long _end = SnapshotHead.Page;

    public List<SnapshotSection> Sections { get; } = [];

    public void Write(RowStore store, int rows)
    {
        var start = _end;
        var checksum = 0u;
        for (var row = 0; row < rows; row += RowStore.RowsPerChunk)
        {
            var bytes = (long)Math.Min(RowStore.RowsPerChunk, rows - row) * store.Stride;
            for (var done = 0L; done < bytes; done += Piece)
            {
                checksum = Write(new ReadOnlySpan<byte>(store[row] + done, (int)Math.Min(Piece, bytes - done)), checksum);
            }
        }
        Close(start, checksum);
    }

    public void Write(ReadOnlySpan<byte> bytes) => Close(_end, Write(bytes, 0));

    /// <summary>Until the head is there, on the disk as well, the file is no snapshot.</summary>
    public void Finish(SnapshotHead head)
    {
        RandomAccess.SetLength(file, _end);
        RandomAccess.FlushToDisk(file);
        RandomAccess.Write(file, (head with { FileLength = _end, Sections = [.. Sections] }).ToPage(), 0);
        RandomAccess.FlushToDisk(file);
    }

    private uint Write(ReadOnlySpan<byte> bytes, uint checksum)
    {
        RandomAccess.Write(file, bytes, _end);
        _end += bytes.Length;
        return SnapshotHead.Checksum(bytes, checksum);
    }

    private void Close(long start, uint checksum)
    {
        Sections.Add(new SnapshotSection(start, _end - start, checksum));
        _end = (_end + SnapshotHead.Page - 1) / SnapshotHead.Page * SnapshotHead.Page;
    }
}

/// <summary>A snapshot mapped into memory, private to this process: rows may be written to, the file stays as it is.</summary>
internal sealed unsafe class SnapshotMapping : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private SnapshotMapping(MemoryMappedFile file, MemoryMappedViewAccessor view, SnapshotHead head)
    {
        (_file, _view, Head) = (file, view, head);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
    }

    public SnapshotHead Head { get; }

    public byte* Start { get; }

    /// <summary>Opens and reads all of it once: every section must bear its checksum.</summary>
    public static (SnapshotMapping? Mapping, SnapshotProblem Problem) Open(string path)
    {
        if (!File.Exists(path))
        {
            return (null, SnapshotProblem.Missing);
        }
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var page = new byte[SnapshotHead.Page];
        if (file.ReadAtLeast(page, page.Length, throwOnEndOfStream: false) < page.Length)
        {
            return (null, SnapshotProblem.Damaged);
        }
        var (head, problem) = SnapshotHead.FromPage(page);
        if (head is null)
        {
            return (null, problem);
        }
        if (head.FileLength != file.Length)
        {
            return (null, SnapshotProblem.Damaged);
        }
        var mapped = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: false);
        var mapping = new SnapshotMapping(mapped, mapped.CreateViewAccessor(0, 0, MemoryMappedFileAccess.CopyOnWrite), head);
        if (mapping.IsSound())
        {
            return (mapping, SnapshotProblem.None);
        }
        mapping.Dispose();
        return (null, SnapshotProblem.Damaged);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private bool IsSound()
    {
        foreach (var section in Head.Sections)
        {
            if (section.Offset < 0 || section.Length < 0 || section.Offset > Head.FileLength - section.Length)
            {
                return false;
            }
            var checksum = 0u;
            const int piece = 1 << 20;
            for (var done = 0L; done < section.Length; done += piece)
            {
                checksum = SnapshotHead.Checksum(new ReadOnlySpan<byte>(Start + section.Offset + done, (int)Math.Min(piece, section.Length - done)), checksum);
            }
            if (checksum != section.Checksum)
            {
                return false;
            }
        }
        return true;
    }
}
