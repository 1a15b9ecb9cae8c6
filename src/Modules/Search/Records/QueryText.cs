using System.Text;
using System.Text.RegularExpressions;

namespace Maru.Modules.Search.Records;

/// <summary>A text as it is counted: without the accidents of case, width and spacing.</summary>
/// <param name="Key">What is the same query.</param>
/// <param name="Text">As shown.</param>
internal sealed partial record QueryText(string Key, string Text)
{
    private const int Longest = 80;

    /// <returns>Null for what is no query, or looks personal (an address, a number by which somebody is reached): that is not kept anywhere.</returns>
    public static QueryText? Read(string text)
    {
        // Half a surrogate pair is no text: Normalize throws on it.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var clean = Spaces().Replace(Drop().Replace(whole.Normalize(NormalizationForm.FormKC), " "), " ").Trim();
        return clean.Length is 0 or > Longest || !clean.Any(char.IsLetterOrDigit) || Personal().IsMatch(clean) ? null : new QueryText(clean.ToLowerInvariant(), clean);
    }

    [GeneratedRegex(@"[\p{C}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Drop();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    /// <summary>A mail address or web address, or seven digits and more, whatever stands between them.</summary>
    [GeneratedRegex(@"@|://|www\.|(\d[\s.\-()]*){7,}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Personal();
}
