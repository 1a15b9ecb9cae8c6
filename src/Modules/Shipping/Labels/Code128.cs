namespace Maru.Modules.Shipping.Labels;

/// <summary>The bar code of parcels (ISO/IEC 15417): code set C for even runs of digits, B for the rest of printable ASCII.</summary>
internal static class Code128
{
    internal const int Modulus = 103;
    private const int CodeC = 99;
    private const int CodeB = 100;
    private const int StartB = 104;
    private const int StartC = 105;
    private const int Stop = 106;
    private const int PairsWorthSwitching = 2;

    // Widths of bar, space, bar, space, bar, space of each symbol, from the standard; the stop has one bar more.
    internal static readonly string[] Symbols =
    [
        "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212", "112232", "122132", "122231", "113222",
        "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321",
        "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121",
        "313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224",
        "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
        "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113",
        "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
    ];

    /// <returns>Widths in modules, beginning with a bar.</returns>
    public static int[] Encode(string text) => [.. ValuesOf(text).SelectMany(v => Symbols[v]).Select(c => c - '0')];

    /// <returns>Start, data, check symbol, stop.</returns>
    internal static List<int> ValuesOf(string text)
    {
        if (text.Length == 0 || text.Any(c => c is < ' ' or > '~'))
        {
            throw new ArgumentException("Only printable ASCII can be coded.", nameof(text));
        }

        var inC = PairsAt(text, 0) >= PairsWorthSwitching;
        var values = new List<int> { inC ? StartC : StartB };
        for (var i = 0; i < text.Length;)
        {
            var pairs = PairsAt(text, i);
            if (inC && pairs > 0)
            {
                values.Add(((text[i] - '0') * 10) + text[i + 1] - '0');
                i += 2;
            }
            else if (inC)
            {
                values.Add(CodeB);
                inC = false;
            }
            else if (pairs >= PairsWorthSwitching)
            {
                values.Add(CodeC);
                inC = true;
            }
            else
            {
                values.Add(text[i] - ' ');
                i++;
            }
        }

        values.Add((values[0] + values.Select((v, i) => v * i).Sum()) % Modulus);
        values.Add(Stop);
        return values;
    }

    private static int PairsAt(string text, int start)
    {
        var digits = 0;
        while (start + digits < text.Length && char.IsAsciiDigit(text[start + digits]))
        {
            digits++;
        }

        return digits / 2;
    }
}
