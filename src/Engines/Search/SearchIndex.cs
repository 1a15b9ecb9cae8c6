using System.Collections.Concurrent;
using Maru.Engines.Search.Index;
using Maru.Engines.Search.Query;

namespace Maru.Engines.Search;

/// <summary>
/// A collection of documents that is searched while it changes. Everything here may be called from any thread at any time; a search never waits
/// for a change. Changes are gathered and become visible together with the next <see cref="Refresh"/>; <see cref="RunAsync"/> calls it five times a second.
/// </summary>
public sealed partial class SearchIndex
{
    private readonly SearchSchema _schema;
    private readonly TimeProvider _time;
    private readonly Vocabulary _vocabulary;
    private readonly WordExpander _expander;
    private readonly StringTable[] _facetValues;
    private readonly ConcurrentBag<Searcher> _idle = [];
    private IndexState _state;
    private SearchRules _rules = SearchRules.None;

    public SearchIndex(SearchSchema schema, TimeProvider? time = null)
        : this(schema, time, new Vocabulary(), [.. schema.Facets.Select(_ => new StringTable())])
    {
    }

    private SearchIndex(SearchSchema schema, TimeProvider? time, Vocabulary vocabulary, StringTable[] facetValues)
    {
        if (schema.Texts.Count == 0)
        {
            throw new ArgumentException("A schema needs a text field at least.", nameof(schema));
        }

        _schema = schema;
        _time = time ?? TimeProvider.System;
        _vocabulary = vocabulary;
        _facetValues = facetValues;
        _expander = new WordExpander(vocabulary);
        _state = new IndexState([], [], [], new Lexicon(vocabulary));
    }

    /// <summary>Synonyms, pins and banners; set anew whenever an editor changes them.</summary>
    public SearchRules Rules
    {
        get => Volatile.Read(ref _rules);
        set => Volatile.Write(ref _rules, value);
    }

    /// <summary>Documents that a search sees now.</summary>
    public int Count
    {
        get
        {
            var state = State;
            return state.Segments.Select((s, i) => SegmentMerger.CountLive(s, state.Live[i])).Sum();
        }
    }

    /// <summary>How many pieces the index lies in; for the curious and for tests.</summary>
    internal int Segments => State.Segments.Length;

    internal IndexState State => Volatile.Read(ref _state);

    internal Vocabulary Vocabulary => _vocabulary;

    internal WordExpander Expander => _expander;

    /// <summary>Answers a query from the documents of this moment.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="rules">Other rules than <see cref="Rules"/>, to see what they would do.</param>
    /// <exception cref="ArgumentException">The request names a field that the schema has not.</exception>
    public SearchResponse Search(SearchRequest request, SearchRules? rules = null)
    {
        if (!_idle.TryTake(out var searcher))
        {
            searcher = new Searcher(_schema, _vocabulary, _expander, _facetValues);
        }

        var response = searcher.Search(State, request, rules ?? Rules, _time.GetUtcNow());

        // one that failed is not put back: its arrays may be half written
        _idle.Add(searcher);
        return response;
    }
}
