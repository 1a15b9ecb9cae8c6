using System.Numerics;
using Maru.Engines.Search.Index;
using Maru.Engines.Search.Ranking;

namespace Maru.Engines.Search.Query;

/// <summary>Answers one query at a time; its arrays are kept from one to the next.</summary>
internal sealed class Searcher(SearchSchema schema, Vocabulary vocabulary, WordExpander expander, StringTable[] facetValues)
{
    private readonly Scores _scores = new();
    private readonly Scores _kinScores = new();
    private readonly TopDocuments _top = new();
    private readonly TopDocuments _kin = new();
    private readonly MatchSet _matching = new();
    private readonly MatchSet _found = new();
    private readonly MatchSet _counted = new();
    private readonly Grouping _grouping = new();
    private readonly Filters _filters = new(schema, facetValues);
    private readonly FacetCounter _facets = new(schema, facetValues);
    private readonly Ranker _ranker = new(vocabulary);

    public SearchResponse Search(IndexState state, SearchRequest request, SearchRules rules, DateTimeOffset now)
    {
        var pageSize = Math.Clamp(request.PageSize, 1, SearchRequest.LargestPage);
        var skipped = (int)Math.Min((long)Math.Max(0, request.Page - 1) * pageSize, int.MaxValue / 4);
        var plan = new QueryPlanner(state, vocabulary, expander, rules).Plan(request);
        for (var s = 0; s < state.Segments.Length; s++)
        {
            _scores.Add(s, state.Segments[s], plan);
        }

        var group = request.GroupBy is null ? -1 : Filters.FacetIndex(schema, request.GroupBy);
        var relaxed = Match(state, request, plan);
        var facets = request.Facets.Count == 0 ? [] : request.Facets.Select(f => _facets.Count(f, state, SetWithout(f.Field, state, request), group, request.Filters)).ToArray();
        var ranges = request.RangeFacets.Count == 0 ? [] : request.RangeFacets.Select(f => _facets.Count(f, state, SetWithout(f.Number, state, request))).ToArray();
        if (group >= 0)
        {
            Group(state, request, plan, group);
        }

        var total = _found.Count(state);
        var pinned = rules.PinnedFor(request.Text);
        var hits = request.Sort is { } sort ? Sorted(state, plan, sort, skipped, pageSize) : Ranked(state, request, plan, skipped, pageSize, pinned, now);
        return new SearchResponse
        {
            Hits = group < 0 ? hits.ConvertAll(h => h.Hit) : hits.ConvertAll(h => h.Hit with { GroupSize = GroupSize(state, h.Row, group) }),
            Total = total, Facets = facets, RangeFacets = ranges, Corrections = plan.Corrections, Relaxed = relaxed, Banners = rules.BannersFor(request.Text),
        };
    }

    /// <summary>Fills the sets of matches (before filters) and of what is found (after), with as many words required as find enough.</summary>
    private Relaxation? Match(IndexState state, SearchRequest request, QueryPlan plan)
    {
        _matching.Reset(state);
        _found.Reset(state);
        _counted.Reset(state);
        int asked = plan.Groups.Count(g => !g.IsOptional), known = plan.Groups.Count(g => !g.IsOptional && g.Variants.Count > 0);
        if (asked == 0)
        {
            Fill(state, 0, request.Filters, nothing: request.Text.AsSpan().Trim().Length > 0);
            return null;
        }

        if (request.Matching != Matching.Relaxing)
        {
            Fill(state, request.Matching == Matching.All ? asked : 1, request.Filters, nothing: false);
            return null;
        }

        for (var needed = Math.Max(1, known); ; needed--)
        {
            Fill(state, needed, request.Filters, nothing: false);
            if (needed == 1 || _found.Count(state) >= request.EnoughHits)
            {
                return needed < asked ? new Relaxation(asked, needed) : null;
            }
        }
    }

    private void Fill(IndexState state, int words, IReadOnlyList<Filter> filters, bool nothing)
    {
        if (words == 0)
        {
            // an empty query is everything; one of which nothing could be read, such as a row of emoji, is nothing
            _matching.FillLive(state);
        }

        for (var s = 0; s < state.Segments.Length && (words > 0 || nothing); s++)
        {
            var bits = _matching.Of(state, s);
            if (nothing)
            {
                bits.Clear();
                continue;
            }

            Scores.Matches(_scores.Of(s, state.Segments[s]), words, bits);
            _matching.AndLive(state, s);
        }

        _found.CopyFrom(_matching, state);
        _filters.Apply(filters, null, state, _found);
    }

    private MatchSet SetWithout(string field, IndexState state, SearchRequest request)
    {
        if (!request.Filters.Any(f => Filters.FieldOf(f) == field))
        {
            return _found;
        }

        _counted.CopyFrom(_matching, state);
        _filters.Apply(request.Filters, field, state, _counted);
        return _counted;
    }

    private void Group(IndexState state, SearchRequest request, QueryPlan plan, int field)
    {
        if (request.Sort is { } sort)
        {
            var number = Filters.NumberIndex(schema, sort.Number);
            _grouping.Reduce(state, _found, field, facetValues[field].Count, (a, b) => Key(state, a, number, sort).CompareTo(Key(state, b, number, sort)) < 0);
        }
        else
        {
            var scale = Scores.Most(plan);
            _grouping.Reduce(state, _found, field, facetValues[field].Count, (a, b) => Points(state, a, scale) > Points(state, b, scale));
        }
    }

    private int GroupSize(IndexState state, int row, int field)
    {
        var (s, doc) = Ranker.Place(state, row);
        var group = state.Segments[s].Facets[field].Of(doc);
        return group.IsEmpty ? 1 : _grouping.SizeOf(group[0]);
    }

    private uint Points(IndexState state, int row, float scale)
    {
        var (s, doc) = Ranker.Place(state, row);
        return (uint)((_scores.Of(s, state.Segments[s])[doc] & Scores.PointMask) + Math.Max(0, state.Worth[s][doc] * scale));
    }

    private List<(int Row, Hit Hit)> Ranked(IndexState state, SearchRequest request, QueryPlan plan, int skipped, int pageSize, IReadOnlyList<string> pinned, DateTimeOffset now)
    {
        var wanted = Math.Min(Math.Max(request.LookClosely, skipped + pageSize), Math.Max(1, state.Rows));
        Select(state, plan, wanted);
        var candidates = _top.Finish();
        if (request.FillWithKin && !plan.IsEmpty && candidates.Length > 0 && candidates.Length < wanted)
        {
            candidates = WithKin(state, request, plan, candidates, wanted);
        }

        var ranked = _ranker.Rank(state, _scores, plan, candidates, request.LookClosely);
        var pins = pinned.Count == 0 ? [] : Pins(state, request, pinned);
        var hits = new List<(int, Hit)>(pageSize);
        var place = 0;
        foreach (var row in pins)
        {
            if (place >= skipped && hits.Count < pageSize)
            {
                hits.Add((row, new Hit(IdOf(state, row), 1, IsPinned: true)));
            }

            place++;
        }

        foreach (var one in ranked)
        {
            if (hits.Count == pageSize)
            {
                break;
            }

            if (pins.Contains(one.Row))
            {
                continue;
            }

            if (place++ >= skipped)
            {
                var parts = request.Explain
                    ? _ranker.Explain(state, _scores, plan, one.Row, schema.Signals, (signal, s, doc) => signal.Share(state.Segments[s].Numbers[Filters.NumberIndex(schema, signal.Number)][doc], now))
                    : null;
                hits.Add((one.Row, new Hit(IdOf(state, one.Row), one.Score, Parts: parts)));
            }
        }

        return hits;
    }

    /// <summary>Adds documents that have no word of the query but those that the first answers have in common.</summary>
    private ulong[] WithKin(IndexState state, SearchRequest request, QueryPlan plan, ReadOnlySpan<ulong> found, int wanted)
    {
        var kin = _ranker.InCommon(state, plan, found);
        _counted.FillLive(state);
        _filters.Apply(request.Filters, null, state, _counted);
        _kin.Reset(wanted - found.Length);
        var first = 0;
        for (var s = 0; s < state.Segments.Length; s++)
        {
            var sums = _kinScores.Add(s, state.Segments[s], kin);
            var allowed = _counted.Of(state, s);
            var already = _found.Of(state, s);
            for (var i = 0; i < allowed.Length; i++)
            {
                for (var left = allowed[i] & ~already[i]; left != 0; left &= left - 1)
                {
                    var doc = (i << 6) | BitOperations.TrailingZeroCount(left);
                    _kin.Offer((uint)(sums[doc] & Scores.PointMask), first + doc);
                }
            }

            first += sums.Length;
        }

        // they keep their place below, but no points of the query's own
        return [.. found, .. _kin.Finish().ToArray().Where(k => TopDocuments.PointsOf(k) > 0).Select(k => (ulong)(uint)k)];
    }

    /// <summary>The rows of pinned documents that pass the filters, whether or not they match the words: that is what pinning is for.</summary>
    private List<int> Pins(IndexState state, SearchRequest request, IReadOnlyList<string> pinned)
    {
        _counted.FillLive(state);
        _filters.Apply(request.Filters, null, state, _counted);
        var rows = new List<int>();
        foreach (var id in pinned)
        {
            var first = 0;
            for (var s = 0; s < state.Segments.Length; s++)
            {
                var segment = state.Segments[s];
                var doc = segment.IndexOf(id);
                if (doc >= 0 && (_counted.Of(state, s)[doc >> 6] >> (doc & 63) & 1) != 0)
                {
                    rows.Add(first + doc);
                }

                first += segment.Count;
            }
        }

        return rows;
    }

    private void Select(IndexState state, QueryPlan plan, int wanted)
    {
        _top.Reset(wanted);
        var scale = schema.Signals.Count == 0 ? 0 : Scores.Most(plan);
        var first = 0;
        for (var s = 0; s < state.Segments.Length; s++)
        {
            Scores.Select(_scores.Of(s, state.Segments[s]), _found.Of(state, s), state.Worth[s], scale, first, _top);
            first += state.Segments[s].Count;
        }
    }

    private List<(int Row, Hit Hit)> Sorted(IndexState state, QueryPlan plan, SortOrder sort, int skipped, int pageSize)
    {
        var number = Filters.NumberIndex(schema, sort.Number);
        var best = new PriorityQueue<int, (double Value, long Points, int Row)>(Comparer<(double Value, long Points, int Row)>.Create((a, b) => b.CompareTo(a)));
        var scale = Scores.Most(plan);
        var first = 0;
        var wanted = skipped + pageSize;
        for (var s = 0; s < state.Segments.Length; s++)
        {
            var bits = _found.Of(state, s);
            for (var i = 0; i < bits.Length; i++)
            {
                for (var left = bits[i]; left != 0; left &= left - 1)
                {
                    var row = first + ((i << 6) | BitOperations.TrailingZeroCount(left));
                    var key = Key(state, row, number, sort);
                    if (best.Count < wanted || (best.TryPeek(out _, out var worst) && key.CompareTo(worst) < 0))
                    {
                        best.Enqueue(row, key);
                        if (best.Count > wanted)
                        {
                            best.Dequeue();
                        }
                    }
                }
            }

            first += state.Segments[s].Count;
        }

        var rows = new List<int>();
        while (best.TryDequeue(out var row, out _))
        {
            rows.Add(row);
        }

        rows.Reverse();
        return rows.Skip(skipped).Select(r => (r, new Hit(IdOf(state, r), Points(state, r, scale) / scale))).ToList();
    }

    /// <summary>What sorts ascending in the order asked: documents without the number last, equal ones by points.</summary>
    private (double Value, long Points, int Row) Key(IndexState state, int row, int number, SortOrder sort)
    {
        var (s, doc) = Ranker.Place(state, row);
        var value = state.Segments[s].Numbers[number][doc];
        var points = _scores.Of(s, state.Segments[s])[doc] & Scores.PointMask;
        return (double.IsNaN(value) ? double.PositiveInfinity : sort.Descending ? -value : value, -points, row);
    }

    private static string IdOf(IndexState state, int row)
    {
        var (s, doc) = Ranker.Place(state, row);
        return state.Segments[s].Ids[doc];
    }
}
