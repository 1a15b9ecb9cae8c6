namespace Maru.Engines.Search.Text;

/// <summary>The suffix stripping of M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, written from the paper's rules.</summary>
internal static class PorterStemmer
{
    private static readonly (string Suffix, string Put)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
        ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"),
        ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string Put)[] Step3 =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly string[] Step4 =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    /// <summary>Stems lower-case a-z in place and returns the stem's length.</summary>
    public static int Stem(Span<char> word)
    {
        var n = word.Length;
        if (n <= 2)
        {
            return n;
        }

        n = Plural(word, n);
        n = PastAndProgressive(word, n);
        if (n > 1 && word[n - 1] == 'y' && HasVowel(word[..(n - 1)]))
        {
            word[n - 1] = 'i';
        }

        n = Replace(word, n, Step2);
        n = Replace(word, n, Step3);
        n = Drop(word, n);
        if (word[n - 1] == 'e')
        {
            var m = Measure(word[..(n - 1)]);
            if (m > 1 || (m == 1 && !EndsShort(word[..(n - 1)])))
            {
                n--;
            }
        }

        return n > 1 && word[n - 1] == 'l' && word[n - 2] == 'l' && Measure(word[..n]) > 1 ? n - 1 : n;
    }

    private static int Plural(Span<char> w, int n)
    {
        var s = w[..n];
        return s.EndsWith("sses") || s.EndsWith("ies") ? n - 2 : s.EndsWith("ss") || !s.EndsWith("s") ? n : n - 1;
    }

    private static int PastAndProgressive(Span<char> w, int n)
    {
        var s = w[..n];
        if (s.EndsWith("eed"))
        {
            return Measure(w[..(n - 3)]) > 0 ? n - 1 : n;
        }

        var cut = s.EndsWith("ed") && HasVowel(w[..(n - 2)]) ? 2 : s.EndsWith("ing") && HasVowel(w[..(n - 3)]) ? 3 : 0;
        if (cut == 0)
        {
            return n;
        }

        n -= cut;
        s = w[..n];
        if (s.EndsWith("at") || s.EndsWith("bl") || s.EndsWith("iz") || (Measure(s) == 1 && EndsShort(s)))
        {
            w[n++] = 'e';
        }
        else if (n > 1 && w[n - 1] == w[n - 2] && !IsVowel(w, n - 1) && w[n - 1] is not ('l' or 's' or 'z'))
        {
            n--;
        }

        return n;
    }

    private static int Replace(Span<char> w, int n, (string Suffix, string Put)[] rules)
    {
        foreach (var (suffix, put) in rules)
        {
            if (w[..n].EndsWith(suffix))
            {
                var stem = n - suffix.Length;
                if (Measure(w[..stem]) > 0)
                {
                    put.CopyTo(w[stem..]);
                    return stem + put.Length;
                }

                return n;
            }
        }

        return n;
    }

    private static int Drop(Span<char> w, int n)
    {
        var best = "";
        foreach (var suffix in Step4)
        {
            if (suffix.Length > best.Length && w[..n].EndsWith(suffix))
            {
                best = suffix;
            }
        }

        var stem = n - best.Length;
        return best.Length > 0 && Measure(w[..stem]) > 1 && (best != "ion" || (stem > 0 && w[stem - 1] is 's' or 't')) ? stem : n;
    }

    private static bool IsVowel(ReadOnlySpan<char> w, int i) => w[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => true,
        'y' => i > 0 && !IsVowel(w, i - 1),
        _ => false,
    };

    private static bool HasVowel(ReadOnlySpan<char> w)
    {
        for (var i = 0; i < w.Length; i++)
        {
            if (IsVowel(w, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How often a run of vowels is followed by a run of consonants: Porter's m.</summary>
    private static int Measure(ReadOnlySpan<char> w)
    {
        var m = 0;
        var before = false;
        for (var i = 0; i < w.Length; i++)
        {
            var vowel = IsVowel(w, i);
            m += before && !vowel ? 1 : 0;
            before = vowel;
        }

        return m;
    }

    private static bool EndsShort(ReadOnlySpan<char> w)
    {
        var i = w.Length - 1;
        return i >= 2 && !IsVowel(w, i) && IsVowel(w, i - 1) && !IsVowel(w, i - 2) && w[i] is not ('w' or 'x' or 'y');
    }
}
