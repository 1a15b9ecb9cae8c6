namespace Maru.Contracts;

/// <summary>A text in Korean and English. Where one is missing the other stands in, so that a page never shows a gap.</summary>
public sealed record LocalizedText(string? Ko = null, string? En = null)
{
    /// <param name="language">"ko" or "en"; anything else reads English first.</param>
    public string In(string language) => (language == "ko" ? Ko ?? En : En ?? Ko) ?? "";

    public static LocalizedText Same(string text) => new(text, text);
}
