namespace Maru.Engines.Search.Index;

/// <summary>
/// All that a query sees, as it was at one moment. Replaced as a whole, so a query that runs while documents change goes on undisturbed.
/// </summary>
/// <param name="Segments">Oldest first.</param>
/// <param name="Live">For each segment the documents that are still current, a bit each; null where all are.</param>
/// <param name="Worth">For each segment what its documents are worth apart from their words, in the ranker's points.</param>
/// <param name="Lexicon">The questions about words.</param>
internal sealed record IndexState(Segment[] Segments, ulong[]?[] Live, float[][] Worth, Lexicon Lexicon)
{
    /// <summary>Rows in all segments, those no longer current among them.</summary>
    public int Rows
    {
        get
        {
            // not an initialised property: "with" would carry the old number over to the new segments
            var rows = 0;
            foreach (var segment in Segments)
            {
                rows += segment.Count;
            }

            return rows;
        }
    }

    public int FrequencyOf(int term)
    {
        var frequency = 0;
        foreach (var segment in Segments)
        {
            frequency += segment.FrequencyOf(term);
        }

        return frequency;
    }
}
