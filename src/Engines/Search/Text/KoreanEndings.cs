namespace Maru.Engines.Search.Text;

/// <summary>
/// Takes particles and endings off a Korean word. There is no dictionary behind it: what is cut from one form is cut from every form,
/// in the index and in the query alike, so a wrong cut (고양이 to 고양) costs nothing but a rare collision. At least two syllables stay.
/// </summary>
internal static class KoreanEndings
{
    // longest first within each length; the particles of standard grammar and the adnominal and final endings seen in shop queries
    private static readonly string[] Endings =
    [
        "으로부터", "에서부터", "이라도", "입니다", "합니다", "습니다", "에게서", "한테서", "으로는", "으로도", "에서는", "에서도", "스러운", "스럽게", "인가요", "해주는", "할만한",
        "으로", "에서", "에게", "한테", "까지", "부터", "처럼", "보다", "이랑", "하고", "이나", "라도", "마다", "조차", "밖에", "이란", "하는", "하게", "해서", "해요", "하다", "한다", "적인", "에는", "에도", "이고", "이며", "들이", "들은", "들을", "들의",
        "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "만", "랑", "나", "한", "들", "용",
    ];

    public static int Strip(ReadOnlySpan<char> word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length >= ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal) && Fits(word[^(ending.Length + 1)], ending))
            {
                return word.Length - ending.Length;
            }
        }

        return word.Length;
    }

    /// <summary>은/이/을/과 follow a closed syllable, 는/가/를/와 an open one: 유리가 can lose its 가, 손잡가 cannot.</summary>
    private static bool Fits(char before, string ending) => ending switch
    {
        "은" or "이" or "을" or "과" or "이랑" or "이나" or "이란" or "이고" or "이며" => Hangul.IsSyllable(before) && Hangul.HasFinal(before),
        "는" or "가" or "를" or "와" or "랑" or "나" => Hangul.IsSyllable(before) && !Hangul.HasFinal(before),
        _ => true,
    };
}
