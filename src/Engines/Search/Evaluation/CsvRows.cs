using System.Text;

namespace Maru.Engines.Search.Evaluation;

/// <summary>Rows of a comma-separated file as RFC 4180 has them: fields in quotes may hold commas, line breaks and doubled quotes.</summary>
public static class CsvRows
{
    public static IEnumerable<IReadOnlyList<string>> Read(TextReader from)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        var any = false;
        for (var c = from.Read(); c >= 0; c = from.Read())
        {
            any = true;
            if (quoted)
            {
                if (c != '"')
                {
                    field.Append((char)c);
                }
                else if (from.Peek() == '"')
                {
                    field.Append((char)from.Read());
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == ',')
            {
                Flush();
            }
            else if (c == '\n')
            {
                Flush();
                yield return row.ToArray();
                row.Clear();
                any = false;
            }
            else if (c != '\r')
            {
                field.Append((char)c);
            }
        }

        if (any)
        {
            Flush();
            yield return row.ToArray();
        }

        void Flush()
        {
            row.Add(field.ToString());
            field.Clear();
        }
    }
}
