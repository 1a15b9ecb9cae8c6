using Maru.Engines.Search.Query;
using Maru.Engines.Search.Ranking;
using Maru.Engines.Search.Text;

namespace Maru.Bench;

internal sealed class Trigrams
{
    private readonly Dictionary<string, float> _idf = [];
    private readonly int _n;

    public Trigrams(IEnumerable<string> titles)
    {
        foreach (var t in titles)
        {
            _n++;
            foreach (var g in Grams(t).Distinct())
            {
                _idf[g] = _idf.GetValueOrDefault(g) + 1;
            }
        }
        foreach (var k in _idf.Keys.ToList())
        {
            _idf[k] = MathF.Log((_n + 1) / (_idf[k] + 1)) + 1;
        }
    }

    public void Compare(QueryPlan plan, string title, float[] features)
    {
        var q = string.Join(' ', plan.Groups.Select(g => g.Text));
        var a = Vec(q);
        var b = Vec(title);
        features[(int)Feature.TrigramCosine] = a.Sum(x => x.Value * b.GetValueOrDefault(x.Key)) / MathF.Sqrt(a.Sum(x => x.Value * x.Value) * b.Sum(x => x.Value * x.Value) + 1e-6f);
        float tot = 0, got = 0;
        foreach (var g in plan.Groups.Where(g => !g.IsOptional))
        {
            var w = Vec(g.Text);
            var best = 0f;
            var mine = w.Sum(x => x.Value * x.Value);
            foreach (var word in title.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var v = Vec(word);
                var c = w.Sum(x => x.Value * v.GetValueOrDefault(x.Key)) / MathF.Sqrt(mine * v.Sum(x => x.Value * x.Value) + 1e-6f);
                best = Math.Max(best, c);
            }
            tot += g.Rarity;
            got += g.Rarity * best;
        }
        features[(int)Feature.SoftCoverage] = got / Math.Max(tot, .01f);
    }

    private Dictionary<string, float> Vec(string t)
    {
        var d = new Dictionary<string, float>();
        foreach (var g in Grams(t))
        {
            d[g] = d.GetValueOrDefault(g) + _idf.GetValueOrDefault(g, 9);
        }
        return d;
    }

    private static IEnumerable<string> Grams(string t)
    {
        foreach (var w in t.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var x = " " + CharacterFolding.Compose(w) + " ";
            for (var i = 0; i + 3 <= x.Length; i++)
            {
                yield return x.Substring(i, 3);
            }
        }
    }
}
