using System.Runtime.InteropServices;

namespace Maru.Engines.Vectors;

/// <param name="Index">Null unless <paramref name="Problem"/> is none.</param>
public sealed record VectorLoad<TKey>(VectorIndex<TKey>? Index, SnapshotProblem Problem) where TKey : unmanaged, IEquatable<TKey>;

public sealed unsafe partial class VectorIndex<TKey>
{
    private SnapshotMapping? _mapping;

    /// <summary>
    /// Writes the whole index to a file, put in place only when complete: a crash leaves the file that was there. Writers wait
    /// meanwhile, searches do not.
    /// </summary>
    public void Save(string path)
    {
        var partial = path + ".partial";
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_slots < 0, this);
            if (_graph is not null && _dead.Count > 0)
            {
                Sweep();
            }
            using var file = File.OpenHandle(partial, FileMode.Create, FileAccess.Write, FileShare.None);
            var writer = new SnapshotWriter(file);
            writer.Write(_vectors, _slots);
            writer.Write(_names, _slots);
            writer.Write(_facets, _slots);
            if (_graph is { } graph)
            {
                writer.Write(graph.Codes, _slots);
                writer.Write(graph.Ground, _slots);
                writer.Write(graph.Upper, graph.UpperRows);
                writer.Write(MemoryMarshal.AsBytes(graph.Quantiser.Zeros.AsSpan()));
            }
            var (entry, level) = _graph?.Entry ?? (-1, 0);
            writer.Finish(new SnapshotHead(
                KeyType, Options.ModelVersion, Options.Dimensions, Options.Metric, Options.Neighbours, _slots, _count, _graph is not null,
                _graph?.UpperRows ?? 0, entry, level, _graph?.Clamped ?? 0, _graph?.Quantiser.Step ?? 1, _graph?.MaxResidual ?? 0, 0, []));
        }
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>
    /// Opens what <see cref="Save"/> wrote, mapped rather than read into memory: pages are shared with the system's cache until
    /// written to. The file must stay as it is while open; replacing it by another (as Save does) is fine.
    /// </summary>
    public static VectorLoad<TKey> Load(string path, VectorIndexOptions options)
    {
        var (mapping, problem) = SnapshotMapping.Open(path);
        if (mapping is null)
        {
            return new VectorLoad<TKey>(null, problem);
        }
        var head = mapping.Head;
        problem = head.KeyType != KeyType || head.Dimensions != options.Dimensions || head.Metric != options.Metric || head.Neighbours != options.Neighbours
            ? SnapshotProblem.OtherShape
            : head.Model != options.ModelVersion ? SnapshotProblem.OtherModel
            : SnapshotProblem.None;
        var index = problem == SnapshotProblem.None ? Open(mapping, options) : null;
        if (index is not null)
        {
            return new VectorLoad<TKey>(index, SnapshotProblem.None);
        }
        mapping.Dispose();
        return new VectorLoad<TKey>(null, problem == SnapshotProblem.None ? SnapshotProblem.Damaged : problem);
    }

    private static string KeyType => typeof(TKey).FullName!;

    private static VectorIndex<TKey>? Open(SnapshotMapping mapping, VectorIndexOptions options)
    {
        var head = mapping.Head;
        var floats = Quantiser.Round(options.Dimensions, Kernels.FloatStep) * sizeof(float);
        if (head.Slots < 0 || head.Count < 0 || head.UpperRows < 0 || head.Sections.Length != (head.Graphed ? 7 : 3))
        {
            return null;
        }
        if (Map(mapping, 0, floats, 0, head.Slots) is not { } vectors
            || Map(mapping, 1, sizeof(TKey), 0, head.Slots) is not { } names
            || Map(mapping, 2, sizeof(Facets), 0, head.Slots) is not { } facets)
        {
            return null;
        }
        var index = new VectorIndex<TKey>(options, vectors, names, facets) { _slots = head.Slots };
        if (head.Graphed)
        {
            var zeros = head.Sections[6];
            if (zeros.Length != options.Dimensions * sizeof(float))
            {
                return null;
            }
            var quantiser = new Quantiser(options.Dimensions, new ReadOnlySpan<float>(mapping.Start + zeros.Offset, options.Dimensions).ToArray(), head.Step);
            if (Map(mapping, 3, quantiser.Stride, 0, head.Slots) is not { } codes
                || Map(mapping, 4, options.Neighbours * 2 * sizeof(int), 0xff, head.Slots) is not { } ground
                || Map(mapping, 5, options.Neighbours * sizeof(int), 0xff, head.UpperRows) is not { } upper)
            {
                return null;
            }
            index._graph = new Graph(quantiser, options.Neighbours, codes, ground, upper)
            {
                UpperRows = head.UpperRows,
                Entry = (head.EntrySlot, head.EntryLevel),
                Clamped = head.Clamped,
                MaxResidual = head.MaxResidual,
            };
            if (!index._graph.LeadsNowhereElse(head.Slots))
            {
                return null;
            }
        }
        for (var slot = 0; slot < head.Slots; slot++)
        {
            if (index.FacetsOf(slot)->IsAlive)
            {
                index._keys.Put(index.KeyOf(slot), slot);
                index._count++;
            }
            else
            {
                index._free.Enqueue((0, slot));
            }
        }
        if (index._count != head.Count || index._keys.Count != head.Count)
        {
            return null;
        }
        index._mapping = mapping;
        return index;
    }

    private static RowStore? Map(SnapshotMapping mapping, int section, int stride, byte fill, int rows)
    {
        var (offset, length, _) = mapping.Head.Sections[section];
        return length == (long)rows * stride && offset % SnapshotHead.Page == 0 ? new RowStore(stride, fill, mapping.Start + offset, rows, mapping) : null;
    }
}
