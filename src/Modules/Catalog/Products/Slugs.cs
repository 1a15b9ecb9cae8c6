using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Maru.Modules.Catalog.Products;

/// <summary>Names as parts of addresses: lower-case letters (of any script) and digits, joined by single hyphens.</summary>
internal static class Slugs
{
    public const int MaxLength = 120;

    /// <returns>Empty if the text has no letter or digit.</returns>
    public static string From(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                slug.Append(Rune.ToLowerInvariant(rune));
            }
            else if (slug.Length > 0 && slug[^1] != '-' && rune.Value != '\'' && rune.Value != '’')
            {
                slug.Append('-');
            }
        }

        var result = slug.ToString().Trim('-');
        return result.Length <= MaxLength ? result : Shorten(result);
    }

    /// <summary>A UUID is no slug: an address has either.</summary>
    public static bool IsValid(string slug) => slug.Length is > 0 and <= MaxLength && From(slug) == slug && !Guid.TryParse(slug, out _);

    /// <summary>The stock-keeping unit of a variant whose source gives none: always the same for the same product and options.</summary>
    public static string Sku(string slug, IEnumerable<string> optionCodes)
    {
        const int Longest = 64;
        var sku = string.Join('-', optionCodes.Prepend(slug).Select(From).Where(s => s.Length > 0)).ToUpperInvariant();
        return sku.Length <= Longest ? sku : $"{sku[..(Longest - 9)].TrimEnd('-')}-{Hash(sku)}";
    }

    private static string Shorten(string slug)
    {
        var end = char.IsHighSurrogate(slug[MaxLength - 10]) ? MaxLength - 10 : MaxLength - 9;
        return string.Create(CultureInfo.InvariantCulture, $"{slug[..end].TrimEnd('-')}-{Hash(slug).ToLowerInvariant()}");
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
}
