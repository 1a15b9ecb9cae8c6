using Maru.Engines.Search.Index;
using Maru.Engines.Search.Query;

namespace Maru.Engines.Search;

/// <summary>A collection of documents that is searched while it changes. Any number of threads may search; changes come from any thread too.</summary>
public sealed class SearchIndex
{
    private readonly Lock _writing = new();
    private readonly SearchSchema _schema;
    private readonly StringTable[] _facetValues;
    private IndexState _state;

    public SearchIndex(SearchSchema schema)
    {
        _schema = schema;
        _facetValues = [.. schema.Facets.Select(_ => new StringTable())];
        Expander = new WordExpander(Vocabulary);
        _state = new IndexState([], [], [], new Lexicon(Vocabulary));
    }

    internal Vocabulary Vocabulary { get; } = new();

    internal WordExpander Expander { get; }

    internal IndexState State => Volatile.Read(ref _state);

    internal SearchSchema Schema => _schema;

    internal StringTable[] FacetValues => _facetValues;

    public void Build(IEnumerable<SearchDocument> documents)
    {
        lock (_writing)
        {
            var builder = new SegmentBuilder(_schema, Vocabulary, _facetValues);
            foreach (var document in documents)
            {
                builder.Add(document);
            }

            var segment = builder.Build();
            Volatile.Write(ref _state, new IndexState([segment], [null], [new float[segment.Count]], new Lexicon(Vocabulary)));
        }
    }
}
