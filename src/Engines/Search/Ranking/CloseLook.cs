using System.Numerics;
using Maru.Engines.Search.Index;
using Maru.Engines.Search.Query;
using Maru.Engines.Search.Text;

namespace Maru.Engines.Search.Ranking;

/// <summary>Compares one query with documents, word by word, and puts down what it sees as <see cref="Feature"/>s.</summary>
internal sealed class CloseLook
{
    /// <summary>Words of a title looked at; positions are bits of one number.</summary>
    private const int MostWords = 64;

    private readonly TermGroups _groups = new();
    private readonly float[] _found = new float[QueryWords.Most];
    private readonly ulong[] _places = new ulong[QueryWords.Most];
    private readonly int[] _surface = new int[QueryWords.Most];
    private QueryPlan _plan = null!;
    private int[] _termOfWord = [];
    private readonly int[] _breaks = new int[8];
    private readonly int[] _titleTerms = new int[MostWords];
    private readonly uint[] _asked = new uint[QueryWords.Most];
    private Vocabulary _vocabulary = null!;
    private float _most, _rarity, _rarest;
    private int _required, _numbers, _characters, _letters, _last, _first;

    public void Prepare(QueryPlan plan, Vocabulary vocabulary)
    {
        _plan = plan;
        _vocabulary = vocabulary;
        _groups.Fill(plan);
        _termOfWord = vocabulary.TermsOfWords;
        _most = Scores.Most(plan);
        (_rarity, _rarest, _required, _numbers, _characters, _last, _first) = (0, 0, 0, 0, 0, -1, -1);
        for (var g = 0; g < plan.Groups.Length; g++)
        {
            var group = plan.Groups[g];
            _characters += group.Text.Length;
            _asked[g] = group.Variants.Count > 0 ? vocabulary.Terms.HashOf(group.Variants[0].Term) : StringTable.Hash(group.Text);
            if (group.IsOptional)
            {
                continue;
            }

            _required++;
            _rarity += group.Rarity;
            _rarest = Math.Max(_rarest, group.Rarity);
            _numbers += group.IsNumber ? 1 : 0;
            _last = group.IsNumber ? _last : g;
            _first = _first < 0 ? g : _first;
        }

        _letters = Math.Max(1, Signature.Size(plan.Signature));
        string[] breaks = ["with", "for", "in", "w", "by", "and", "용", "세트"];
        for (var i = 0; i < breaks.Length; i++)
        {
            _breaks[i] = vocabulary.Words.Find(breaks[i]);
        }
    }

    public void Look(Segment segment, int doc, int sum, Span<float> features)
    {
        var groups = _plan.Groups;
        var n = groups.Length;
        var found = _found.AsSpan(0, n);
        var places = _places.AsSpan(0, n);
        var surface = _surface.AsSpan(0, n);
        found.Clear();
        places.Clear();
        surface.Clear();
        var words = segment.WordsOf(doc);
        int length = 0, head = -1, covered = 0, foreignNumbers = 0, beyond = 0;
        float rarityCovered = 0, rarityOpen = 0;
        ulong coveredPlaces = 0;
        var inTitle = true;
        var afterNumber = false;
        foreach (var word in words)
        {
            if (word == Segment.FieldBreak)
            {
                inTitle = false;
                continue;
            }

            if (inTitle && length >= MostWords)
            {
                continue;
            }

            var term = _termOfWord[word];
            var best = -1;
            for (var slot = _groups.First(term); ; slot++)
            {
                ref readonly var entry = ref _groups.At(slot);
                if (entry.Term < 0)
                {
                    break;
                }

                if (entry.Term == term)
                {
                    best = entry.Group;
                    found[entry.Group] = Math.Max(found[entry.Group], entry.Weight);
                    if (inTitle)
                    {
                        places[entry.Group] |= 1UL << length;
                    }

                    surface[entry.Group] |= word == groups[entry.Group].Word ? 1 : 0;
                }
            }

            if (!inTitle)
            {
                beyond += best >= 0 ? 1 : 0;
                continue;
            }

            _titleTerms[length] = term;
            var isNumber = _vocabulary.KindOf(word) == TokenKind.Number;
            if (best >= 0)
            {
                covered++;
                coveredPlaces |= 1UL << length;
                rarityCovered += groups[best].Rarity;
            }
            else
            {
                foreignNumbers += isNumber ? 1 : 0;
                rarityOpen += 6;
            }

            if (head < 0 && length > 0 && !afterNumber && _breaks.AsSpan().Contains(word))
            {
                head = length;
            }

            afterNumber = isNumber;
            length++;
        }

        head = head < 0 ? length : head;
        FindJoined(segment, doc, sum, found, places);
        features[(int)Feature.LearnedPairs] = 0;
        if (words.Length > 0 && (Pairs is not null || Seen is not null))
        {
            features[(int)Feature.LearnedPairs] = WeighPairs(length, head, coveredPlaces);
        }

        Fill(features, sum, length, head, covered, coveredPlaces);
        if (Consensus is not null)
        {
            Consensus.Compare(segment, _titleTerms.AsSpan(0, length), coveredPlaces, head, features);
        }

        features[(int)Feature.TitleRarityCovered] = rarityCovered / Math.Max(1, rarityCovered + rarityOpen);
        features[(int)Feature.ForeignNumbers] = foreignNumbers;
        features[(int)Feature.FieldsBeyondTitle] = beyond;
        var signature = segment.Signatures.AsSpan(doc * Signature.Words, Signature.Words);
        var common = Signature.Common(signature, _plan.Signature);
        features[(int)Feature.LetterShare] = common / (float)_letters;
        features[(int)Feature.LetterJaccard] = common / (float)Math.Max(1, Signature.Size(signature) + _letters - common);
    }

    /// <summary>What is learned of single words and of pairs; null before anything is.</summary>
    public PairWeights? Pairs { get; set; }

    /// <summary>When set, receives the keys that <see cref="Pairs"/> was asked for: what is learned from.</summary>
    public List<uint>? Seen { get; set; }

    public Consensus? Consensus { get; set; }

    /// <summary>Where a title's head noun ends: before the first "with", "for" or "in".</summary>
    public int HeadOf(ReadOnlySpan<int> words)
    {
        var afterNumber = false;
        for (var i = 0; i < words.Length && i < MostWords; i++)
        {
            if (words[i] == Segment.FieldBreak)
            {
                return i;
            }

            if (i > 0 && !afterNumber && _breaks.AsSpan().Contains(words[i]))
            {
                return i;
            }

            afterNumber = _vocabulary.KindOf(words[i]) == TokenKind.Number;
        }

        return words.Length;
    }

    private float WeighPairs(int length, int head, ulong coveredPlaces)
    {
        var weight = 0f;
        for (var g = 0; g < _plan.Groups.Length; g++)
        {
            if (!_plan.Groups[g].IsOptional)
            {
                weight += Weigh(_found[g] > 0 ? PairKind.Found : PairKind.Missing, _asked[g], 0);
            }
        }

        for (var i = 0; i < length; i++)
        {
            if ((coveredPlaces >> i & 1) != 0)
            {
                continue;
            }

            var extra = _vocabulary.Terms.HashOf(_titleTerms[i]);
            weight += Weigh(PairKind.Extra, extra, 0);
            for (var g = 0; g < _plan.Groups.Length; g++)
            {
                if (_found[g] <= 0 && !_plan.Groups[g].IsOptional)
                {
                    weight += Weigh(PairKind.InsteadOf, _asked[g], extra);
                }
            }
        }

        if (head > 0 && head <= length)
        {
            var noun = _vocabulary.Terms.HashOf(_titleTerms[head - 1]);
            weight += Weigh(PairKind.Head, noun, 0) + (_last >= 0 ? Weigh(PairKind.Heads, _asked[_last], noun) : 0);
        }

        return weight;
    }

    private float Weigh(PairKind kind, uint a, uint b)
    {
        var key = PairWeights.Key(kind, a, b);
        Seen?.Add(key);
        return Pairs?.Of(key) ?? 0;
    }

    /// <summary>
    /// Terms written apart in the document ("t-shirt" for tshirt) stand in no single place. Only when the first look counted more words than were
    /// seen are their postings asked.
    /// </summary>
    private void FindJoined(Segment segment, int doc, int sum, Span<float> found, Span<ulong> places)
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
                    places[g] = 0;
                }
            }
        }
    }

    private void Fill(Span<float> features, int sum, int length, int head, int covered, ulong coveredPlaces)
    {
        var groups = _plan.Groups;
        float coverage = 0, missingRarest = 0, weights = 0, least = 99, optional = 0;
        int count = 0, exact = 0, numbersFound = 0, pairs = 0, ordered = 0, adjacent = 0, optionals = 0;
        int low = MostWords, high = -1, before = -1;
        for (var g = 0; g < groups.Length; g++)
        {
            var group = groups[g];
            var weight = Math.Min(1, _found[g]);
            if (group.IsOptional)
            {
                optionals++;
                optional += weight > 0 ? 1 : 0;
                continue;
            }

            if (weight > 0)
            {
                count++;
                weights += weight;
                coverage += group.Rarity * weight;
                exact += _surface[g];
                numbersFound += group.IsNumber ? 1 : 0;
                least = Math.Min(least, group.Rarity);
            }
            else
            {
                missingRarest = Math.Max(missingRarest, group.Rarity);
            }

            if (_places[g] != 0)
            {
                low = Math.Min(low, BitOperations.TrailingZeroCount(_places[g]));
                high = Math.Max(high, BitOperations.TrailingZeroCount(_places[g]));
            }

            if (before >= 0)
            {
                pairs++;
                ulong a = _places[before], b = _places[g];
                var together = a != 0 && b != 0;
                adjacent += together && (((a << 1) & b) != 0 || (a & b) != 0) ? 1 : 0;
                ordered += together && BitOperations.TrailingZeroCount(a) <= 63 - BitOperations.LeadingZeroCount(b) ? 1 : 0;
            }

            before = g;
        }

        features[(int)Feature.FirstScore] = (sum & Scores.PointMask) / _most;
        features[(int)Feature.Coverage] = coverage / Math.Max(0.01f, _rarity);
        features[(int)Feature.CountCoverage] = count / (float)Math.Max(1, _required);
        features[(int)Feature.Words] = _required;
        features[(int)Feature.MissingRarest] = missingRarest / Math.Max(0.01f, _rarest);
        features[(int)Feature.TitleLength] = length;
        features[(int)Feature.TitleCovered] = covered / (float)Math.Max(1, length);
        features[(int)Feature.InOrder] = pairs == 0 ? 1 : ordered / (float)pairs;
        features[(int)Feature.Adjacent] = pairs == 0 ? 1 : adjacent / (float)pairs;
        features[(int)Feature.Span] = high < 0 ? 0 : count / (float)(high - low + 1);
        features[(int)Feature.FirstPosition] = high < 0 ? 1 : low / (float)Math.Max(1, length);
        features[(int)Feature.LastWordFound] = _last >= 0 ? Math.Min(1, _found[_last]) : 0.5f;
        features[(int)Feature.LastWordFromHead] = _last >= 0 && _places[_last] != 0 ? head - 1 - Nearest(_places[_last], head - 1) : 20;
        features[(int)Feature.HeadFound] = head > 0 && head <= MostWords && (coveredPlaces >> (head - 1) & 1) != 0 ? 1 : 0;
        var headMask = head >= 64 ? ulong.MaxValue : (1UL << head) - 1;
        features[(int)Feature.HeadSegmentShare] = covered == 0 ? 0 : BitOperations.PopCount(coveredPlaces & headMask) / (float)covered;
        features[(int)Feature.Numbers] = _numbers;
        features[(int)Feature.NumbersFound] = _numbers == 0 ? 1 : numbersFound / (float)_numbers;
        features[(int)Feature.ExactSurface] = exact / (float)Math.Max(1, _required);
        features[(int)Feature.AverageVariant] = weights / Math.Max(1, count);
        features[(int)Feature.FirstTitleWordFound] = coveredPlaces & 1;
        features[(int)Feature.RarestWord] = _rarest;
        features[(int)Feature.LeastRarityFound] = count == 0 ? 0 : least;
        features[(int)Feature.AverageRarity] = _rarity / Math.Max(1, _required);
        features[(int)Feature.OptionalFound] = optionals == 0 ? 1 : optional / optionals;
        features[(int)Feature.FirstWordFound] = _first >= 0 ? Math.Min(1, _found[_first]) : 0.5f;
        features[(int)Feature.MissingWords] = _required - count;
        features[(int)Feature.Characters] = _characters;
    }

    /// <summary>The place nearest to another among those whose bits are set.</summary>
    private static int Nearest(ulong places, int to)
    {
        var below = to < 63 ? places & ((2UL << Math.Max(0, to)) - 1) : places;
        return below != 0 ? 63 - BitOperations.LeadingZeroCount(below) : BitOperations.TrailingZeroCount(places);
    }
}
