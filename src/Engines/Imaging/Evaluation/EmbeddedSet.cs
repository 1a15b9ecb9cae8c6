using Maru.Engines.Imaging.Embedding.Network;

namespace Maru.Engines.Imaging.Evaluation;

/// <summary>Labelled pictures and their vectors, row by row.</summary>
public sealed class EmbeddedSet(IReadOnlyList<LabelledPicture> pictures, float[] vectors, int dimensions)
{
    public IReadOnlyList<LabelledPicture> Pictures => pictures;

    public ReadOnlySpan<float> Vector(int row) => vectors.AsSpan(row * dimensions, dimensions);

    /// <summary>Only the rows that are marked.</summary>
    public EmbeddedSet Where(bool[] marked)
    {
        if (!marked.Contains(false))
        {
            return this;
        }

        var kept = Enumerable.Range(0, pictures.Count).Where(row => marked[row]).ToList();
        return new([.. kept.Select(row => pictures[row])], [.. kept.SelectMany(row => Vector(row).ToArray())], dimensions);
    }

    /// <summary>The rows most like the vector, best first, by looking at every one.</summary>
    public int[] Nearest(ReadOnlySpan<float> query, int count, int except = -1)
    {
        var best = new PriorityQueue<int, float>(count + 1);
        for (var row = 0; row < pictures.Count; row++)
        {
            if (row == except)
            {
                continue;
            }

            var score = Linear.Dot(query, Vector(row));
            if (best.Count < count)
            {
                best.Enqueue(row, score);
            }
            else if (best.TryPeek(out _, out var worst) && score > worst)
            {
                best.DequeueEnqueue(row, score);
            }
        }

        var rows = new int[best.Count];
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            rows[i] = best.Dequeue();
        }

        return rows;
    }
}
