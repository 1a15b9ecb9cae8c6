using System.Numerics;
using Maru.Engines.Search.Index;
using Maru.Engines.Search.Query;

namespace Maru.Engines.Search.Ranking;

/// <summary>Compares one query with documents, word by word, and puts down what it sees as <see cref="Feature"/>s.</summary>
internal sealed class CloseLook(Vocabulary vocabulary, Consensus consensus)
{
    /// <summary>Words of a title looked at; positions are bits of one number.</summary>
    private const int MostWords = 64;

    private readonly TermGroups _groups = new();
    private readonly float[] _found = new float[QueryWords.Most];
    private readonly ulong[] _places = new ulong[QueryWords.Most];
    private readonly bool[] _surface = new bool[QueryWords.Most];
    private readonly int[] _titleTerms = new int[MostWords];
    private QueryPlan _plan = null!;
    private int[] _termOfWord = [];
    private float _most;
    private int _required, _numbers, _letters, _last;

    public void Prepare(QueryPlan plan)
    {
        _plan = plan;
        _groups.Fill(plan);
        _termOfWord = vocabulary.TermsOfWords;
        _most = Scores.Most(plan);
        (_required, _numbers, _last) = (0, 0, -1);
        for (var g = 0; g < plan.Groups.Length; g++)
        {
            if (!plan.Groups[g].IsOptional)
            {
                _required++;
                _numbers += plan.Groups[g].IsNumber ? 1 : 0;
                _last = plan.Groups[g].IsNumber ? _last : g;
            }
        }

        _letters = Math.Max(1, Signature.Size(plan.Signature));
    }

    public void Look(Segment segment, int doc, int sum, Span<float> features)
    {
        var n = _plan.Groups.Length;
        var found = _found.AsSpan(0, n);
        found.Clear();
        _places.AsSpan(0, n).Clear();
        _surface.AsSpan(0, n).Clear();
        var (length, covered) = Read(segment.WordsOf(doc));
        FindJoined(segment, doc, sum, found);
        Fill(features);
        int head = segment.Heads[doc];
        features[(int)Feature.FirstScore] = (sum & Scores.PointMask) / _most;
        features[(int)Feature.FirstTitleWordFound] = covered & 1;
        features[(int)Feature.HeadFound] = head > 0 && (covered >> (head - 1) & 1) != 0 ? 1 : 0;
        features[(int)Feature.InCommon] = consensus.Share(_titleTerms.AsSpan(0, length));
        var signature = segment.Signatures.AsSpan(doc * Signature.Words, Signature.Words);
        var common = Signature.Common(signature, _plan.Signature);
        features[(int)Feature.LetterShare] = common / (float)_letters;
        features[(int)Feature.LetterJaccard] = common / (float)Math.Max(1, Signature.Size(signature) + _letters - common);
    }

    /// <summary>Goes through a document's words once; returns the length of its title and which of its words were asked for, a bit each.</summary>
    private (int Length, ulong Covered) Read(ReadOnlySpan<int> words)
    {
        var length = 0;
        ulong covered = 0;
        var inTitle = true;
        foreach (var word in words)
        {
            if (word == Segment.FieldBreak || length == MostWords)
            {
                inTitle = false;
                if (word == Segment.FieldBreak)
                {
                    continue;
                }
            }

            var term = _termOfWord[word];
            for (var slot = _groups.First(term); ; slot++)
            {
                ref readonly var entry = ref _groups.At(slot);
                if (entry.Term < 0)
                {
                    break;
                }

                if (entry.Term == term)
                {
                    _found[entry.Group] = Math.Max(_found[entry.Group], entry.Weight);
                    _surface[entry.Group] |= word == _plan.Groups[entry.Group].Word;
                    if (inTitle)
                    {
                        _places[entry.Group] |= 1UL << length;
                        covered |= 1UL << length;
                    }
                }
            }

            if (inTitle)
            {
                _titleTerms[length++] = term;
            }
        }

        return (length, covered);
    }

    /// <summary>
    /// Terms written apart in the document ("t-shirt" for tshirt) stand in no single place, and words of long fields in none that is remembered. Only when the
    /// first look counted more words than were seen are their postings asked.
    /// </summary>
    private void FindJoined(Segment segment, int doc, int sum, Span<float> found)
    {
        var seen = 0;
        for (var g = 0; g < found.Length; g++)
        {
            seen += !_plan.Groups[g].IsOptional && found[g] > 0 ? 1 : 0;
        }

        if (sum >> Scores.PointBits <= seen)
        {
            return;
        }

        for (var g = 0; g < found.Length; g++)
        {
            foreach (var variant in _plan.Groups[g].Variants)
            {
                var slot = found[g] > 0 || _plan.Groups[g].IsOptional ? -1 : segment.SlotOf(variant.Term);
                if (slot >= 0 && segment.DocsOf(slot).BinarySearch(doc) >= 0)
                {
                    found[g] = variant.Weight;
                }
            }
        }
    }

    /// <summary>The features that come of the query's words one by one and two by two.</summary>
    private void Fill(Span<float> features)
    {
        int exact = 0, numbers = 0, pairs = 0, ordered = 0, adjacent = 0, before = -1;
        for (var g = 0; g < _plan.Groups.Length; g++)
        {
            if (_plan.Groups[g].IsOptional)
            {
                continue;
            }

            exact += _surface[g] ? 1 : 0;
            numbers += _plan.Groups[g].IsNumber && _found[g] > 0 ? 1 : 0;
            if (before >= 0)
            {
                pairs++;
                ulong a = _places[before], b = _places[g];
                if (a != 0 && b != 0)
                {
                    adjacent += ((a << 1) & b) != 0 || (a & b) != 0 ? 1 : 0;
                    ordered += BitOperations.TrailingZeroCount(a) <= 63 - BitOperations.LeadingZeroCount(b) ? 1 : 0;
                }
            }

            before = g;
        }

        features[(int)Feature.ExactSurface] = exact / (float)Math.Max(1, _required);
        features[(int)Feature.NumbersFound] = _numbers == 0 ? 1 : numbers / (float)_numbers;
        features[(int)Feature.InOrder] = pairs == 0 ? 1 : ordered / (float)pairs;
        features[(int)Feature.Adjacent] = pairs == 0 ? 1 : adjacent / (float)pairs;
        features[(int)Feature.LastWordFound] = _last >= 0 ? Math.Min(1, _found[_last]) : 0.5f;
    }
}
