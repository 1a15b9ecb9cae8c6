using System.Text.Json;
using System.Text.Json.Serialization;
using Maru.Contracts;

namespace Maru.Storefront.Shell;

/// <summary>What pages say to search engines in schema.org's words, as JSON-LD.</summary>
internal static class ShopData
{
    // The default encoder escapes < and &, so that no text can end the script element it stands in.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Script(Dictionary<string, object?> data) => $"<script type=\"application/ld+json\">{JsonSerializer.Serialize(data, Json)}</script>";

    /// <summary>The shop itself, and how to search it.</summary>
    public static string Site(Visit visit) => Script(new Dictionary<string, object?>
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "WebSite",
        ["name"] = visit.Say("마루", "Maru"),
        ["url"] = visit.Origin + visit.To(""),
        ["inLanguage"] = visit.Language,
        ["publisher"] = new Dictionary<string, object?> { ["@type"] = "Organization", ["name"] = visit.Say("마루", "Maru"), ["logo"] = visit.Origin + ShopAssets.Url("logo.svg") },
        ["potentialAction"] = new Dictionary<string, object?>
        {
            ["@type"] = "SearchAction", ["target"] = visit.Origin + visit.To("/search?q={search_term_string}"), ["query-input"] = "required name=search_term_string",
        },
    });

    public static string Crumbs(IEnumerable<(string Slug, LocalizedText Name)> path, Visit visit) => Script(new Dictionary<string, object?>
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = path.Select((c, i) => new Dictionary<string, object?>
        {
            ["@type"] = "ListItem", ["position"] = i + 1, ["name"] = visit.Say(c.Name), ["item"] = visit.Origin + visit.To("/c/" + c.Slug),
        }),
    });
}
