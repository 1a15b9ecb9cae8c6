using System.Runtime.InteropServices;

namespace Maru.Engines.Search.Index;

/// <summary>Collects documents and lays them out as a <see cref="Segment"/>: a counting sort by term, then one pass to weigh.</summary>
internal sealed class SegmentBuilder(SearchSchema schema, Vocabulary vocabulary, StringTable[] facetValues)
{
    /// <summary>BM25's k1. Product titles say a word once; a second time says little.</summary>
    public const double Saturation = 0.6;

    private readonly DocumentWords _reader = new(vocabulary);
    private readonly List<string> _ids = [];
    private readonly List<long> _versions = [];
    private readonly List<Occurrence> _occurrences = [];
    private readonly List<int> _lengths = [];
    private readonly List<int> _forward = [];
    private readonly List<int> _forwardStarts = [0];
    private readonly List<ulong> _signatures = [];
    private readonly List<byte> _heads = [];
    private readonly List<int>[] _facets = [.. schema.Facets.Select(_ => new List<int>())];
    private readonly List<int>[] _facetStarts = [.. schema.Facets.Select(_ => new List<int> { 0 })];
    private readonly List<double>[] _numbers = [.. schema.Numbers.Select(_ => new List<double>())];
    private readonly List<int> _words = [];
    private readonly List<int> _joined = [];

    private readonly record struct Occurrence(int Term, int Doc, int Field);

    public int Count => _ids.Count;

    public void Add(SearchDocument document)
    {
        var doc = _ids.Count;
        _ids.Add(document.Id);
        _versions.Add(document.Version);
        Span<ulong> signature = stackalloc ulong[Signature.Words];
        signature.Clear();
        for (var field = 0; field < schema.Texts.Count; field++)
        {
            _words.Clear();
            _joined.Clear();
            if (document.Texts.TryGetValue(schema.Texts[field].Name, out var text))
            {
                _reader.Read(text, _words, _joined);
            }

            _lengths.Add(_words.Count);
            if (field == 0)
            {
                _heads.Add((byte)HeadEnd());
            }

            foreach (var word in _words)
            {
                _occurrences.Add(new Occurrence(vocabulary.TermOf(word), doc, field));
            }

            foreach (var term in _joined)
            {
                _occurrences.Add(new Occurrence(term, doc, field));
            }

            if (schema.Texts[field].RemembersOrder)
            {
                if (field > 0)
                {
                    _forward.Add(Segment.FieldBreak);
                }

                _forward.AddRange(_words);
                foreach (var word in _words)
                {
                    Signature.Add(signature, vocabulary.Words[word]);
                }
            }
        }

        _forwardStarts.Add(_forward.Count);
        _signatures.AddRange(signature);
        AddFacets(document);
        for (var i = 0; i < _numbers.Length; i++)
        {
            _numbers[i].Add(document.Numbers.TryGetValue(schema.Numbers[i], out var number) ? number : double.NaN);
        }
    }

    /// <summary>How many words of a title come before "with", "for" or "in" says what else there is to it.</summary>
    private int HeadEnd()
    {
        for (var i = 1; i < _words.Count && i < 64; i++)
        {
            if (vocabulary.Words[_words[i]] is "with" or "for" or "in" or "w" or "by" or "and" or "세트" && vocabulary.KindOf(_words[i - 1]) != Text.TokenKind.Number)
            {
                return i;
            }
        }

        return Math.Min(64, _words.Count);
    }

    public Segment Build()
    {
        var occurrences = CollectionsMarshal.AsSpan(_occurrences);
        var counts = new int[vocabulary.Terms.Count + 1];
        foreach (ref readonly var occurrence in occurrences)
        {
            counts[occurrence.Term + 1]++;
        }

        for (var i = 1; i < counts.Length; i++)
        {
            counts[i] += counts[i - 1];
        }

        var sorted = new Occurrence[occurrences.Length];
        foreach (ref readonly var occurrence in occurrences)
        {
            sorted[counts[occurrence.Term]++] = occurrence;
        }

        return Weigh(sorted);
    }

    private Segment Weigh(Occurrence[] sorted)
    {
        var norms = Norms();
        var fields = schema.Texts.Count;
        var terms = new List<int>();
        var starts = new List<int>();
        var docs = new int[sorted.Length];
        var impacts = new byte[sorted.Length];
        var n = 0;
        for (var i = 0; i < sorted.Length;)
        {
            var (term, doc, _) = sorted[i];
            if (terms.Count == 0 || terms[^1] != term)
            {
                terms.Add(term);
                starts.Add(n);
            }

            var frequency = 0.0;
            for (; i < sorted.Length && sorted[i].Term == term && sorted[i].Doc == doc; i++)
            {
                frequency += norms[(doc * fields) + sorted[i].Field];
            }

            docs[n] = doc;
            impacts[n++] = (byte)Math.Clamp(Math.Round(255 * frequency / (frequency + Saturation)), 1, 255);
        }

        starts.Add(n);
        return new Segment
        {
            Ids = [.. _ids], Versions = [.. _versions], Terms = [.. terms], Starts = [.. starts], Docs = docs.AsSpan(0, n).ToArray(), Impacts = impacts.AsSpan(0, n).ToArray(),
            Forward = [.. _forward], ForwardStarts = [.. _forwardStarts], Signatures = [.. _signatures], Heads = [.. _heads],
            Facets = [.. _facets.Zip(_facetStarts, FacetColumn.From)], Numbers = [.. _numbers.Select(c => c.ToArray())],
        };
    }

    /// <summary>What one occurrence counts for, by document and field: weight / (1 - b + b * length / average length).</summary>
    private float[] Norms()
    {
        var fields = schema.Texts.Count;
        var total = new double[fields];
        for (var i = 0; i < _lengths.Count; i++)
        {
            total[i % fields] += _lengths[i];
        }

        var norms = new float[_lengths.Count];
        for (var i = 0; i < norms.Length; i++)
        {
            var field = schema.Texts[i % fields];
            var average = Math.Max(1, total[i % fields] / Math.Max(1, _ids.Count));
            norms[i] = (float)(field.Weight / (1 - field.LengthPenalty + (field.LengthPenalty * _lengths[i] / average)));
        }

        return norms;
    }

    private void AddFacets(SearchDocument document)
    {
        for (var i = 0; i < _facets.Length; i++)
        {
            var from = _facets[i].Count;
            if (document.Facets.TryGetValue(schema.Facets[i].Name, out var values))
            {
                foreach (var value in values)
                {
                    AddValue(i, from, value);
                    for (var slash = schema.Facets[i].IsPath ? value.LastIndexOf('/') : -1; slash > 0; slash = value.LastIndexOf('/', slash - 1))
                    {
                        AddValue(i, from, value.AsSpan(0, slash));
                    }
                }
            }

            _facetStarts[i].Add(_facets[i].Count);
        }
    }

    private void AddValue(int field, int from, ReadOnlySpan<char> value)
    {
        var number = facetValues[field].Add(value);
        if (!CollectionsMarshal.AsSpan(_facets[field])[from..].Contains(number))
        {
            _facets[field].Add(number);
        }
    }
}
