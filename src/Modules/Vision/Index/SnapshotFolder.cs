using Maru.Engines.Vectors;
using Maru.Platform;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Vision.Index;

/// <summary>
/// Snapshots of large indexes, so that a start links nothing again. A small index is filled from the database quicker than a file is checked. What cannot
/// be opened, for whatever reason, is left aside: the vectors are in the database.
/// </summary>
internal sealed partial class SnapshotFolder(DataDirectory data, ILogger<SnapshotFolder> log)
{
    private readonly string _folder = Path.Combine(data.Path, "vision");
    private readonly Dictionary<PictureIndex, int> _saved = [];

    public VectorIndex<PictureKey> Open(VectorIndexOptions options)
    {
        var path = PathOf(options.ModelVersion);
        if (!File.Exists(path))
        {
            return new VectorIndex<PictureKey>(options);
        }

        var (index, problem) = VectorIndex<PictureKey>.Load(path, options);
        if (index is null)
        {
            LogUnusable(log, path, problem);
        }

        return index ?? new VectorIndex<PictureKey>(options);
    }

    public void Save(PictureIndex index)
    {
        var statistics = index.Statistics;
        if (!statistics.Graphed || _saved.GetValueOrDefault(index, -1) == statistics.Count)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(_folder);
            index.Save(PathOf(index.Name));
            _saved.Clear();
            _saved[index] = statistics.Count;
            foreach (var old in Directory.EnumerateFiles(_folder, "*.vectors").Except([PathOf(index.Name)]))
            {
                File.Delete(old);
            }
        }
        catch (IOException e)
        {
            LogNotSaved(log, e);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_')) + ".vectors");

    [LoggerMessage(7003, LogLevel.Warning, "The picture index in {Path} cannot be used ({Problem}); it is made again from the database.")]
    private static partial void LogUnusable(ILogger logger, string path, SnapshotProblem problem);

    [LoggerMessage(7004, LogLevel.Warning, "The picture index could not be saved; the next start takes longer.")]
    private static partial void LogNotSaved(ILogger logger, Exception exception);
}
