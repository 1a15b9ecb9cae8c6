using System.Xml;
using Maru.Contracts;

namespace Maru.Modules.Catalog.Files;

/// <summary>
/// A Google Merchant feed, as text with tabs or as RSS or Atom. Nothing says that the items of a group stand together, so that all are read before
/// the first product is given; <see cref="MostItems"/> bounds the memory.
/// </summary>
internal sealed class GoogleReader(IEnumerable<GoogleItem> items, Currency currency)
{
    private const int MostItems = 500_000;

    public static GoogleReader OfText(TextReader text, Currency currency) => new(TextItems(text), currency);

    public static GoogleReader OfXml(Stream stream, Currency currency) => new(XmlItems(stream), currency);

    public static bool IsHeader(string line) => line.Contains('\t', StringComparison.Ordinal) && line.Contains("title", StringComparison.OrdinalIgnoreCase)
        && line.Contains("id", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ReadProduct> Read()
    {
        var groups = new Dictionary<string, List<GoogleItem>>(StringComparer.Ordinal);
        var count = 0;
        foreach (var item in items)
        {
            if (++count > MostItems)
            {
                throw new FileProblemException($"The feed has more than {MostItems} items: split it.");
            }

            if (item.Check(currency) is { } problem)
            {
                yield return ReadProduct.Bad(item.Line, null, problem);
            }
            else if (groups.TryGetValue(item.Slug, out var group))
            {
                group.Add(item);
            }
            else
            {
                groups[item.Slug] = [item];
            }
        }

        foreach (var group in groups.Values)
        {
            yield return new ReadProduct(group[0].ToProduct([.. group.Select(i => i.ToVariant(currency))], group), null, []);
        }
    }

    private static IEnumerable<GoogleItem> TextItems(TextReader text)
    {
        var csv = new CsvReader(text, '\t');
        var header = (csv.Read() ?? throw new FileProblemException("The file is empty.")).ConvertAll(Name);
        var missing = new[] { "id", "title", "price" }.Except(header).ToArray();
        if (missing.Length > 0)
        {
            throw new FileProblemException($"The columns {string.Join(", ", missing)} are missing: this is not a Google Merchant feed.");
        }

        while (csv.Read() is { } row)
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < Math.Min(row.Count, header.Count); i++)
            {
                values.TryAdd(header[i], Cells.Restore(row[i]).Trim());
            }

            yield return new GoogleItem(csv.Line, values);
        }
    }

    /// <summary>"image link" and "g:image_link" are one.</summary>
    private static string Name(string column) => column.Trim().ToLowerInvariant().Replace("g:", "", StringComparison.Ordinal).Replace(' ', '_');

    private static IEnumerable<GoogleItem> XmlItems(Stream stream)
    {
        // No document type: entities that grow without end, or read files, are defined in one.
        using var reader = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, MaxCharactersInDocument = 4L << 30,
        });
        while (Read(reader))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "item" or "entry")
            {
                yield return ReadItem(reader);
            }
        }
    }

    private static GoogleItem ReadItem(XmlReader reader)
    {
        var line = ((IXmlLineInfo)reader).LineNumber;
        var depth = reader.Depth;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (Read(reader) && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1)
            {
                var name = reader.LocalName;
                var text = ReadText(reader, depth + 1);
                var several = name == "additional_image_link" && values.TryGetValue(name, out var before) ? before + "," + text : text;
                values[name] = several;
            }
        }

        return new GoogleItem(line, values);
    }

    private static string ReadText(XmlReader reader, int depth)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var text = "";
        while (Read(reader) && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                text += reader.Value;
                if (text.Length > CsvReader.LongestField)
                {
                    throw new FileProblemException($"A text is longer than {CsvReader.LongestField} characters.");
                }
            }
        }

        return text.Trim();
    }

    private static bool Read(XmlReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (XmlException e)
        {
            throw new FileProblemException(e.Message.Contains("DTD", StringComparison.Ordinal)
                ? "The feed has a document type declaration (DTD), which is refused."
                : $"The XML is broken: {e.Message}");
        }
    }
}
