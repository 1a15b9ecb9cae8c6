using System.Text;

namespace Maru.Modules.Catalog.Files;

/// <summary>Reads separated values (RFC 4180, or tabs) row by row. Quoted fields may hold line ends; sizes are bounded, so that no file can fill the memory.</summary>
internal sealed class CsvReader(TextReader text, char separator)
{
    public const int LongestField = 1 << 20;
    private const int MostFields = 1_000;

    private readonly char[] _buffer = new char[1 << 16];
    private readonly StringBuilder _field = new();
    private int _length;
    private int _at;
    private int _line = 1;

    /// <summary>The line on which the row read last begins.</summary>
    public int Line { get; private set; }

    /// <returns>The fields of the next row that is not empty; null at the end.</returns>
    /// <exception cref="FileProblemException">The text is no such table.</exception>
    public List<string>? Read()
    {
        while (Peek() >= 0)
        {
            Line = _line;
            var row = ReadRow();
            if (row.Count > 1 || row[0].Length > 0)
            {
                return row;
            }
        }

        return null;
    }

    private List<string> ReadRow()
    {
        var row = new List<string>();
        while (true)
        {
            var last = ReadField();
            row.Add(_field.ToString());
            if (last)
            {
                return row;
            }

            if (row.Count == MostFields)
            {
                throw new FileProblemException($"Line {Line} has more than {MostFields} fields.");
            }
        }
    }

    /// <returns>True if the row ends with this field.</returns>
    private bool ReadField()
    {
        _field.Clear();
        var quoted = Peek() == '"';
        if (quoted)
        {
            Next();
            ReadQuoted();
        }

        while (true)
        {
            var c = Next();
            if (c < 0 || c == '\n')
            {
                return true;
            }

            if (c == '\r')
            {
                if (Peek() == '\n')
                {
                    Next();
                }

                return true;
            }

            if (c == separator)
            {
                return false;
            }

            Append((char)c);
        }
    }

    private void ReadQuoted()
    {
        while (true)
        {
            var c = Next();
            if (c < 0)
            {
                throw new FileProblemException($"The quote opened on line {Line} is never closed.");
            }

            if (c == '"')
            {
                if (Peek() != '"')
                {
                    return;
                }

                Next();
            }

            Append((char)c);
        }
    }

    private void Append(char c)
    {
        if (_field.Length == LongestField)
        {
            throw new FileProblemException($"A field on line {Line} is longer than {LongestField} characters.");
        }

        _field.Append(c);
    }

    private int Peek()
    {
        if (_at == _length)
        {
            _length = text.Read(_buffer, 0, _buffer.Length);
            _at = 0;
        }

        return _at < _length ? _buffer[_at] : -1;
    }

    private int Next()
    {
        var c = Peek();
        if (c >= 0)
        {
            _at++;
            if (c == '\n')
            {
                _line++;
            }
        }

        return c;
    }
}

/// <summary>A file cannot be read on. Carries the sentence out of the depths of a parser; it never leaves <see cref="FileImport"/>.</summary>
internal sealed class FileProblemException(string sentence) : Exception(sentence);
