using Maru.Engines.Search.Index;
using Maru.Engines.Search.Snapshot;
using Maru.Engines.Search.Text;

namespace Maru.Engines.Search;

/// <summary>What became of a snapshot.</summary>
/// <param name="Index">The index; null when the snapshot was refused, and the index is to be built from its source.</param>
/// <param name="Refused">Why, or null.</param>
public sealed record SnapshotLoad(SearchIndex? Index, string? Refused);

/// <content>The index in a file.</content>
public sealed partial class SearchIndex
{
    /// <summary>Writes what is visible now; changes after the last <see cref="Refresh"/> are not in it.</summary>
    public void Save(string path)
    {
        lock (_refreshing)
        {
            var state = State;
            KeyValuePair<string, long>[] removed;
            lock (_gathering)
            {
                removed = [.. _places.Where(p => p.Value.Segment is null && !_pending.ContainsKey(p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value.Version))];
            }

            var whole = SegmentMerger.Merge(state.Segments.Length == 0 ? [new SegmentBuilder(_schema, _vocabulary, _facetValues).Build()] : state.Segments, state.Segments.Length == 0 ? [null] : state.Live);
            SnapshotFile.Write(path, Fingerprint(_schema), to =>
            {
                var words = Enumerable.Range(0, _vocabulary.Words.Count).ToArray();
                to.Strings([.. Enumerable.Range(0, _vocabulary.Terms.Count).Select(t => _vocabulary.Terms[t].ToString())]);
                to.Strings([.. words.Select(w => _vocabulary.Words[w].ToString())]);
                to.Array<byte>(words.Select(w => (byte)_vocabulary.KindOf(w)).ToArray());
                to.Array<int>(words.Select(_vocabulary.UsesOf).ToArray());
                foreach (var table in _facetValues)
                {
                    to.Strings([.. Enumerable.Range(0, table.Count).Select(v => table[v].ToString())]);
                }

                to.Strings([.. removed.Select(r => r.Key)]);
                to.Array<long>(removed.Select(r => r.Value).ToArray());
                Write(to, whole);
            });
        }
    }

    /// <summary>Reads a snapshot of an index with this schema. A damaged, cut or foreign one is refused with the reason, never read in part.</summary>
    public static SnapshotLoad Load(string path, SearchSchema schema, TimeProvider? time = null)
    {
        SearchIndex? index = null;
        var refused = SnapshotFile.Read(path, Fingerprint(schema), from => index = Read(from, schema, time));
        return new SnapshotLoad(index, refused);
    }

    private static SearchIndex Read(SnapshotReader from, SearchSchema schema, TimeProvider? time)
    {
        var vocabulary = new Vocabulary();
        foreach (var term in from.Strings())
        {
            vocabulary.Terms.Add(term);
        }

        var words = from.Strings();
        var kinds = from.Array<byte>();
        var uses = from.Array<int>();
        for (var i = 0; i < words.Length; i++)
        {
            vocabulary.AddWord(words[i], (TokenKind)kinds[i], uses[i]);
        }

        var tables = schema.Facets.Select(_ => new StringTable()).ToArray();
        foreach (var table in tables)
        {
            foreach (var value in from.Strings())
            {
                table.Add(value);
            }
        }

        var index = new SearchIndex(schema, time, vocabulary, tables);
        foreach (var (id, version) in from.Strings().Zip(from.Array<long>()))
        {
            index._places[id] = new Place(null, -1, version);
            index._removed.Enqueue((id, version));
        }

        var segment = ReadSegment(from, schema);
        index._places.EnsureCapacity(index._places.Count + segment.Count);
        for (var doc = 0; doc < segment.Count; doc++)
        {
            index._places[segment.Ids[doc]] = new Place(segment, doc, segment.Versions[doc]);
        }

        index._state = new IndexState([segment], [null], [index.WorthOf(segment)], new Lexicon(vocabulary));
        return index;
    }

    private static void Write(BinaryWriter to, Segment segment)
    {
        to.Strings(segment.Ids);
        to.Array<long>(segment.Versions);
        to.Array<int>(segment.Terms);
        to.Array<int>(segment.Starts);
        to.Array<int>(segment.Docs);
        to.Array<byte>(segment.Impacts);
        to.Array<int>(segment.Forward);
        to.Array<int>(segment.ForwardStarts);
        to.Array<ulong>(segment.Signatures);
        to.Array<byte>(segment.Heads);
        foreach (var column in segment.Facets)
        {
            to.Array<int>(column.Values);
            to.Array<int>(column.Starts ?? []);
        }

        foreach (var column in segment.Numbers)
        {
            to.Array<double>(column);
        }
    }

    private static Segment ReadSegment(SnapshotReader from, SearchSchema schema) => new()
    {
        Ids = from.Strings(), Versions = from.Array<long>(), Terms = from.Array<int>(), Starts = from.Array<int>(), Docs = from.Array<int>(), Impacts = from.Array<byte>(),
        Forward = from.Array<int>(), ForwardStarts = from.Array<int>(), Signatures = from.Array<ulong>(), Heads = from.Array<byte>(),
        Facets = [.. schema.Facets.Select(_ => new FacetColumn(from.Array<int>(), from.Array<int>() is { Length: > 0 } starts ? starts : null))],
        Numbers = [.. schema.Numbers.Select(_ => from.Array<double>())],
    };

    /// <summary>Differs when the fields do: a snapshot of other fields would put values in the wrong places.</summary>
    private static ulong Fingerprint(SearchSchema schema)
    {
        var text = string.Join('\n', schema.Texts.Select(t => FormattableString.Invariant($"{t.Name} {t.Weight} {t.LengthPenalty} {t.RemembersOrder}"))
            .Concat(schema.Facets.Select(f => $"{f.Name} {f.IsPath}")).Concat(schema.Numbers));
        return ((ulong)StringTable.Hash(text) << 32) | (uint)text.Length;
    }
}
