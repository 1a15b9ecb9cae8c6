using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;

namespace Maru.Storefront.Pwa;

/// <summary>What a phone needs to know to keep the shop among its apps (www.w3.org/TR/appmanifest), in the visitor's language.</summary>
internal static class WebManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Serve(HttpContext context)
    {
        var visit = Visit.Of(context);
        context.Response.Headers.CacheControl = "public, no-cache";
        return TypedResults.Text(JsonSerializer.Serialize(Describe(visit), Json), "application/manifest+json; charset=utf-8");
    }

    private static Manifest Describe(Visit visit) => new(
        // One app, whichever language it was installed in.
        Id: "/",
        Name: visit.Say("마루 · 산과 집 사이의 물건", "Maru · things for the hill and the house"),
        ShortName: visit.Say("마루", "Maru"),
        Description: visit.Say("오래 쓰는 아웃도어와 생활 물건을 좋은 값에.", "Outdoor and everyday goods that last, at outlet prices."),
        Lang: visit.Language,
        StartUrl: visit.To(""),
        Scope: "/",
        Display: "standalone",
        BackgroundColor: "#FAF7F2",
        ThemeColor: "#FAF7F2",
        Categories: ["shopping", "lifestyle"],
        Icons:
        [
            new(ShopAssets.Url("logo.svg"), "any", "image/svg+xml"),
            new(ShopAssets.Url("icon-192.png"), "192x192", "image/png"),
            new(ShopAssets.Url("icon-512.png"), "512x512", "image/png"),
            new(ShopAssets.Url("icon-maskable-512.png"), "512x512", "image/png", "maskable"),
            new(ShopAssets.Url("icon-maskable.svg"), "any", "image/svg+xml", "maskable"),
        ],
        Shortcuts:
        [
            new(visit.Say("장바구니", "Cart"), visit.To("/cart")),
            new(visit.Say("찾기", "Search"), visit.To("/search")),
            new(visit.Say("주문", "Orders"), visit.To("/account/orders")),
        ]);

    private sealed record Manifest(
        string Id, string Name, string ShortName, string Description, string Lang, string StartUrl, string Scope, string Display, string BackgroundColor, string ThemeColor,
        IReadOnlyList<string> Categories, IReadOnlyList<Icon> Icons, IReadOnlyList<Shortcut> Shortcuts);

    private sealed record Icon(string Src, string Sizes, string Type, string? Purpose = null);

    private sealed record Shortcut(string Name, string Url);
}
