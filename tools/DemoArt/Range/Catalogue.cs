using System.Globalization;
using Maru.Demo;
using Maru.DemoArt.Drawing;

namespace Maru.DemoArt.Range;

/// <summary>Writes jotted goods out in full: sizes, prices, stock and texts.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<DemoProduct> Products() => [.. Shelves.Goods.Select(Product)];

    public static string Slug(string name) => string.Join('-', new string([.. name.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static string PictureName(Goods g, string color) => $"{g.Slug}--{color}.webp";

    private static DemoProduct Product(Goods g, int index)
    {
        var dice = new Dice(g.Slug);
        var material = Words.Materials[g.Material == "nylon" && g.Category != "down-jackets" ? "ny" : g.Material];
        var features = g.Features.Split(' ').Select(f => Words.Features[f]).ToList();
        var colors = g.Colors.Split(' ').Select(c => (Code: c, Words.Colors[c].Ko, Words.Colors[c].En, Words.Colors[c].Hex)).ToList();
        var noun = g.Ko.Split(' ')[^1];
        var nounEn = g.En.Replace("Men's ", "", StringComparison.Ordinal).Replace("Women's ", "", StringComparison.Ordinal).Split(' ')[^1].ToLowerInvariant();
        var plural = nounEn.EndsWith('s') && !nounEn.EndsWith("ss", StringComparison.Ordinal);
        var brand = Shelves.Brands.First(b => b.Slug == g.Brand);
        var summary = new DemoText(
            $"{features[0].KoMod} {noun}{(EndsInConsonant(noun) ? "이에요" : "예요")}. {features[1].KoSay}",
            $"{(plural ? Capital(nounEn) : $"{Article(nounEn)} {nounEn}")} {features[0].EnMod}. {features[1].EnSay}");
        var care = Care.For(g.Category, dice);
        var description = new DemoText(
            $"{brand.Ko}의 {g.Ko}{(EndsInConsonant(g.Ko) ? "은" : "는")} {features[1].KoMod} {noun}{(EndsInConsonant(noun) ? "이에요" : "예요")}.\n\n{string.Join(' ', features.Select(f => f.KoSay))} 소재는 {material.Ko}{(EndsInConsonant(material.Ko) ? "이에요" : "예요")}.\n\n{care.Ko}",
            $"{(plural ? Capital(nounEn) : $"{Article(nounEn)} {nounEn}")} {features[1].EnMod}, from {brand.En}.\n\n{string.Join(' ', features.Select(f => f.EnSay))} Made of {material.En}.\n\n{care.En}");
        var sizes = Care.Sizes(g);
        var attributes = new Dictionary<string, DemoText> { ["material"] = new(material.Ko, material.En) };
        foreach (var (name, text) in Care.Attributes(g))
        {
            attributes[name] = text;
        }

        return new DemoProduct(
            g.Slug, g.Brand, g.Category, Shelves.SellerOf(g, index), new DemoText(g.Ko, g.En), summary, description, attributes, Care.Tags(g),
            dice.Next() < 0.15 ? 2 + dice.Below(20) : 30 + dice.Below(680),
            Math.Round(Math.Clamp(Math.Pow(dice.Next(), 2.2) + (g.Off >= 40 ? 0.12 : 0), 0.02, 1), 3),
            sizes.Count > 1 ? ["color", "size"] : ["color"],
            [.. colors.SelectMany(c => sizes.Select(s => Variant(g, index, c, s, dice)))],
            [.. colors.Select(c => new DemoPicture(PictureName(g, c.Code), c.Code, $"{c.Ko} 색 {brand.Ko} {g.Ko}", $"{brand.En} {g.En} in {c.En.ToLowerInvariant()}"))]);
    }

    private static DemoVariant Variant(Goods g, int index, (string Code, string Ko, string En, string Hex) color, string size, Dice dice)
    {
        var list = (long)(g.Price * 1000);
        var listUsd = Math.Max(5, Math.Round(g.Price / 1.36));
        var now = g.Off == 0 ? list : (long)Math.Round(list * (100 - g.Off) / 100.0 / 100) * 100;
        var nowUsd = g.Off == 0 ? listUsd : Math.Round(listUsd * (100 - g.Off) / 100 * 2, MidpointRounding.AwayFromZero) / 2;
        var edge = size is "XS" or "XXL" or "3XL" or "S" or "225" or "290" or "28" or "38";
        // An outlet sells out at the edges first; a colour now and then is gone altogether.
        var gone = dice.Next() < (edge ? 0.2 : 0.06) + (g.Off >= 45 ? 0.1 : 0);
        var seoul = gone ? 0 : dice.Next() < 0.14 ? 1 + dice.Below(4) : 6 + dice.Below(70);
        var busan = gone ? 0 : dice.Next() < 0.3 ? 0 : dice.Below(40);
        var sku = string.Create(CultureInfo.InvariantCulture, $"{g.Brand[..Math.Min(3, g.Brand.Length)].ToUpperInvariant()}{index + 101:000}-{color.Code.ToUpperInvariant()}{(size == "ONE" ? "" : "-" + size.Replace("ml", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal))}");
        return new DemoVariant(
            sku, new DemoColor(color.Code, color.Ko, color.En, color.Hex), size,
            now, g.Off == 0 ? null : list, (long)(nowUsd * 100), g.Off == 0 ? null : (long)(listUsd * 100),
            Care.Grams(g, size), new Dictionary<string, int> { ["seoul"] = seoul, ["busan"] = busan });
    }

    private static string Capital(string s) => char.ToUpperInvariant(s[0]) + s[1..];

    private static string Article(string noun) => "aeio".Contains(noun[0]) ? "An" : "A";

    /// <summary>Whether the last Hangul syllable closes with a consonant, which decides the particle after it.</summary>
    private static bool EndsInConsonant(string text)
    {
        var last = text.TrimEnd(')', ' ').LastOrDefault();
        return last switch
        {
            >= '가' and <= '힣' => (last - '가') % 28 != 0,
            '0' or '1' or '3' or '6' or '7' or '8' or 'L' or 'M' or 'N' => true,
            _ => false,
        };
    }
}
