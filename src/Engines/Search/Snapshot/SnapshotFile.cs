using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Maru.Engines.Search.Snapshot;

/// <summary>
/// A file of arrays: a head with magic, version, a fingerprint of what it is a snapshot of, the length and a checksum of the rest. Whatever does not agree
/// is refused; a damaged index is rebuilt from its source, never trusted.
/// </summary>
internal static class SnapshotFile
{
    private const ulong Magic = 0x3130_4852_4355_414d;
    private const int HeadBytes = 40;

    /// <summary>Grows with every change of what is written.</summary>
    private const ulong Version = 1;

    /// <summary>Writes beside the file and then puts the new one in its place, so that there is never half a snapshot under its name.</summary>
    public static void Write(string path, ulong fingerprint, Action<BinaryWriter> body)
    {
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite))
        {
            file.Position = HeadBytes;
            using (var buffered = new BufferedStream(file, 1 << 20))
            using (var writer = new BinaryWriter(buffered, System.Text.Encoding.UTF8, leaveOpen: true))
            {
                body(writer);
                writer.Flush();
                buffered.Flush();
                var length = file.Length - HeadBytes;
                file.Position = HeadBytes;
                var sum = Checksum(file);
                Span<ulong> head = [Magic, Version, fingerprint, (ulong)length, sum];
                file.Position = 0;
                file.Write(MemoryMarshal.AsBytes(head));
                file.Flush(flushToDisk: true);
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Maps a snapshot and hands its body on; null, or why it is refused.</summary>
    public static unsafe string? Read(string path, ulong fingerprint, Action<SnapshotReader> body)
    {
        var length = File.Exists(path) ? new FileInfo(path).Length : -1;
        if (length < HeadBytes)
        {
            return length < 0 ? "there is none" : "it is cut short";
        }

        using var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using var view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            start += view.PointerOffset;
            var head = new ReadOnlySpan<ulong>(start, HeadBytes / 8);
            if (head[0] != Magic || head[1] != Version)
            {
                return "it is of another kind or version";
            }

            if (head[2] != fingerprint)
            {
                return "it is of an index with other fields";
            }

            if (head[3] != (ulong)(length - HeadBytes))
            {
                return "it is cut short";
            }

            var sum = new Sum();
            for (long at = HeadBytes; at < length; at += Chunk)
            {
                sum.Add(new ReadOnlySpan<byte>(start + at, (int)Math.Min(Chunk, length - at)));
            }

            if (sum.Value != head[4])
            {
                return "its checksum is wrong";
            }

            body(new SnapshotReader(start + HeadBytes, length - HeadBytes));
            return null;
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private const int Chunk = 1 << 20;

    private static ulong Checksum(Stream from)
    {
        var sum = new Sum();
        var buffer = new byte[Chunk];
        int read;
        while ((read = from.ReadAtLeast(buffer, Chunk, throwOnEndOfStream: false)) > 0)
        {
            sum.Add(buffer.AsSpan(0, read));
        }

        return sum.Value;
    }

    /// <summary>Four lanes of multiply and rotate, eight bytes each; every byte but the last chunk's come in blocks of 32.</summary>
    private struct Sum()
    {
        private ulong _a = 1, _b = 2, _c = 3, _d = 4, _count = 0;

        public readonly ulong Value => Mix(Mix(Mix(Mix(_count, _a), _b), _c), _d);

        public void Add(ReadOnlySpan<byte> bytes)
        {
            _count += (ulong)bytes.Length;
            var words = MemoryMarshal.Cast<byte, ulong>(bytes);
            var i = 0;
            for (; i + 4 <= words.Length; i += 4)
            {
                _a = Mix(_a, words[i]);
                _b = Mix(_b, words[i + 1]);
                _c = Mix(_c, words[i + 2]);
                _d = Mix(_d, words[i + 3]);
            }

            foreach (var one in bytes[(i * 8)..])
            {
                _a = Mix(_a, one);
            }
        }

        private static ulong Mix(ulong sum, ulong word) => (BitOperations.RotateLeft(sum, 27) ^ word) * 0x9fb21c651e98df25UL;
    }
}
