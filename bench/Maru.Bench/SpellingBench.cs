using System.Globalization;
using Maru.Engines.Search.Index;
using Maru.Engines.Search.Query;
using Maru.Engines.Search.Text;

namespace Maru.Bench;

/// <summary>
/// Share of misspellings put right at the first attempt, beside Norvig's method (P. Norvig, "How to write a spelling corrector", 2007), both with the same
/// dictionary: the words of English shop reviews and product texts with their counts, and the right words of the lists once each.
/// </summary>
internal static class SpellingBench
{
    public static int Run(BenchOptions options)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in new[] { "sentiment/womens.csv.gz", "sentiment/amazon4.tsv.gz", "search/crowdflower.csv" })
        {
            using var reader = SearchData.Open(Path.Combine(options.Data, file));
            foreach (var word in Words(reader.ReadToEnd()))
            {
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        var dictionary = counts.Where(c => c.Value >= 5).ToDictionary();
        foreach (var list in new[] { "wikipedia_common_misspellings", "reddit_misspellings" })
        {
            var pairs = File.ReadLines(Path.Combine(options.Data, $"spelling/{list}.tsv")).Select(l => l.ToLowerInvariant().Split('\t'))
                .Where(p => p.Length == 2 && p[0].All(char.IsAsciiLetterLower) && p[1].All(char.IsAsciiLetterLower) && p[0] != p[1]).ToList();
            pairs.ForEach(p => dictionary[p[1]] = dictionary.GetValueOrDefault(p[1]) + 1);
            pairs.ForEach(p => dictionary.Remove(p[0]));
            var sample = pairs.Where((_, i) => i % Math.Max(1, pairs.Count / options.Get("pairs", 800)) == 0).ToList();
            var ours = Ours(dictionary);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{list}: {sample.Count} pairs, maru {Share(sample, ours):0.000}, norvig {Share(sample, w => Norvig(dictionary, w)):0.000}, all {pairs.Count}: maru {Share(pairs, ours):0.000}"));
        }

        return 0;
    }

    private static double Share(List<string[]> pairs, Func<string, string> correct) => pairs.Count(p => correct(p[0]) == p[1]) / (double)pairs.Count;

    private static Func<string, string> Ours(Dictionary<string, int> dictionary)
    {
        var vocabulary = new Vocabulary();
        foreach (var (word, count) in dictionary)
        {
            vocabulary.AddWord(word, TokenKind.Latin, count);
        }

        var spelling = new Lexicon(vocabulary).Spelling;
        var found = new List<SpellIndex.Candidate>();
        return word =>
        {
            found.Clear();
            spelling.Find(word, 2, found);
            return found.Count == 0 ? word : vocabulary.Words[found.MinBy(c => WordExpander.Unlikeliness(c.Cost, vocabulary.UsesOf(c.Word))).Word].ToString();
        };
    }

    private static string Norvig(Dictionary<string, int> dictionary, string word)
    {
        if (dictionary.ContainsKey(word))
        {
            return word;
        }

        var once = Edits(word).ToHashSet();
        var known = once.Where(dictionary.ContainsKey).ToList();
        if (known.Count == 0)
        {
            known = [.. once.SelectMany(Edits).Where(dictionary.ContainsKey).Distinct()];
        }

        return known.Count == 0 ? word : known.MaxBy(w => dictionary[w])!;
    }

    private static IEnumerable<string> Edits(string word)
    {
        for (var i = 0; i <= word.Length; i++)
        {
            var (left, right) = (word[..i], word[i..]);
            if (right.Length > 0)
            {
                yield return left + right[1..];
            }

            if (right.Length > 1)
            {
                yield return $"{left}{right[1]}{right[0]}{right[2..]}";
            }

            for (var c = 'a'; c <= 'z'; c++)
            {
                yield return left + c + right;
                if (right.Length > 0)
                {
                    yield return left + c + right[1..];
                }
            }
        }
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length && char.IsAsciiLetter(text[i]);
            if (letter && start < 0)
            {
                start = i;
            }
            else if (!letter && start >= 0)
            {
                yield return text[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }
}
