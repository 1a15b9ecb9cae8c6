namespace Maru.Engines.Search.Index;

/// <summary>
/// How likely one word is a slip of the other: edit distance with swapped neighbours (Damerau), where the commoner slips cost less than 1:
/// a letter doubled or not, a vowel for a vowel, the key next to the right one.
/// </summary>
internal static class SlipCost
{
    private static readonly string[] KeyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ"];
    private static readonly string[] SoundAlike = ["ck", "cs", "sz", "ckq", "gj", "fv", "td", "mn", "ㅐㅔ", "ㅒㅖ", "ㄱㄲㅋ", "ㄷㄸㅌ", "ㅂㅃㅍ", "ㅅㅆ", "ㅈㅉㅊ", "ㅗㅜ", "ㅓㅗ", "ㅏㅓ", "ㅡㅜ"];
    private static readonly HashSet<(char, char)> Near = BuildNear();

    /// <summary>The cost, or null when more than <paramref name="slips"/> are needed.</summary>
    public static float? Between(ReadOnlySpan<char> wrong, ReadOnlySpan<char> right, int slips)
    {
        int n = wrong.Length, m = right.Length;
        if (m > 120 || n > 120)
        {
            return null;
        }

        // two tables run side by side: the number of slips, which is bounded, and their cost, which ranks
        Span<float> cost = stackalloc float[(m + 1) * 3];
        Span<byte> count = stackalloc byte[(m + 1) * 3];
        cost.Clear();
        count.Clear();
        for (var j = 1; j <= m; j++)
        {
            cost[j] = cost[j - 1] + Insertion(right, j - 1);
            count[j] = (byte)j;
        }

        var width = m + 1;
        for (var i = 1; i <= n; i++)
        {
            int now = i % 3 * width, last = (i - 1) % 3 * width, twoBack = (i + 1) % 3 * width;
            cost[now] = cost[last] + Insertion(wrong, i - 1);
            count[now] = (byte)i;
            var least = i;
            for (var j = 1; j <= m; j++)
            {
                var same = wrong[i - 1] == right[j - 1];
                var best = cost[last + j - 1] + (same ? 0 : Substitution(wrong[i - 1], right[j - 1], i - 1));
                var slipped = count[last + j - 1] + (same ? 0 : 1);
                Take(ref best, ref slipped, cost[last + j] + Insertion(wrong, i - 1), count[last + j] + 1);
                Take(ref best, ref slipped, cost[now + j - 1] + Insertion(right, j - 1), count[now + j - 1] + 1);
                if (i > 1 && j > 1 && wrong[i - 1] == right[j - 2] && wrong[i - 2] == right[j - 1] && !same)
                {
                    Take(ref best, ref slipped, cost[twoBack + j - 2] + 0.7f, count[twoBack + j - 2] + 1);
                }

                cost[now + j] = best;
                count[now + j] = (byte)slipped;
                least = Math.Min(least, slipped);
            }

            if (least > slips)
            {
                return null;
            }
        }

        var end = n % 3 * width;
        return count[end + m] <= slips ? cost[end + m] : null;
    }

    private static void Take(ref float best, ref int slipped, float cost, int slips)
    {
        if (slips < slipped || (slips == slipped && cost < best))
        {
            (best, slipped) = (cost, slips);
        }
    }

    private static float Insertion(ReadOnlySpan<char> text, int i)
    {
        var doubled = (i > 0 && text[i - 1] == text[i]) || (i + 1 < text.Length && text[i + 1] == text[i]);
        return i == 0 ? 1.4f : doubled ? 0.55f : IsVowel(text[i]) || text[i] is 'h' or 's' ? 0.85f : 1;
    }

    private static float Substitution(char a, char b, int i) =>
        (i == 0 ? 0.4f : 0) + (IsVowel(a) && IsVowel(b) ? 0.7f : Near.Contains((a, b)) ? 0.75f : 1.05f);

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or (>= 'ㅏ' and <= 'ㅣ');

    private static HashSet<(char, char)> BuildNear()
    {
        var near = new HashSet<(char, char)>();
        foreach (var row in KeyRows)
        {
            for (var i = 0; i + 1 < row.Length; i++)
            {
                near.Add((row[i], row[i + 1]));
                near.Add((row[i + 1], row[i]));
            }
        }

        foreach (var group in SoundAlike)
        {
            foreach (var a in group)
            {
                foreach (var b in group)
                {
                    near.Add((a, b));
                }
            }
        }

        return near;
    }
}
