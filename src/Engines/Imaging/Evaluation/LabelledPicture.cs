namespace Maru.Engines.Imaging.Evaluation;

/// <summary>A row of a labelled set: the columns that the open product photographs come with.</summary>
public sealed record LabelledPicture(string ProductId, string Title, string SubCategory, string ArticleType, string BaseColour, string File)
{
    private static readonly string[] Columns = ["product_id", "title", "sub_category", "article_type", "base_colour", "image"];

    /// <summary>Rows of a CSV with a header line (RFC 4180). A missing column or a short row is named in the message.</summary>
    public static IReadOnlyList<LabelledPicture> ReadCsv(string text)
    {
        var lines = CsvLines.Read(text).ToList();
        if (lines.Count == 0)
        {
            throw new InvalidDataException("The file is empty.");
        }

        var places = Columns.Select(c => lines[0].IndexOf(c)).ToArray();
        if (Array.IndexOf(places, -1) is var missing and >= 0)
        {
            throw new InvalidDataException($"The column {Columns[missing]} is missing.");
        }

        return
        [
            .. lines.Skip(1).Select((line, i) => line.Count == lines[0].Count
                ? new LabelledPicture(line[places[0]], line[places[1]], line[places[2]], line[places[3]], line[places[4]], line[places[5]])
                : throw new InvalidDataException(FormattableString.Invariant($"Row {i + 1} has {line.Count} fields instead of {lines[0].Count}."))),
        ];
    }
}
