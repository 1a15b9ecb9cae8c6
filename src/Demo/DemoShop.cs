using System.Reflection;
using System.Text.Json;

namespace Maru.Demo;

/// <summary>The goods of the demo shop, read from what is embedded in this library.</summary>
public static class DemoShop
{
    private static readonly Assembly Home = typeof(DemoShop).Assembly;

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>Warehouse codes that stock is counted by.</summary>
    public static IReadOnlyList<string> Warehouses { get; } = ["seoul", "busan"];

    public static IReadOnlyList<DemoProduct> Products() => Lines<DemoProduct>("catalogue.jsonl");

    public static IReadOnlyList<DemoReview> Reviews() => Lines<DemoReview>("reviews.jsonl");

    public static IReadOnlyList<DemoCategory> Categories() => Whole<DemoCategory>("categories.json");

    public static IReadOnlyList<DemoBrand> Brands() => Whole<DemoBrand>("brands.json");

    public static IReadOnlyList<DemoSeller> Sellers() => Whole<DemoSeller>("sellers.json");

    public static IReadOnlyList<DemoPromotion> Promotions() => Whole<DemoPromotion>("promotions.json");

    public static IReadOnlyList<DemoCoupon> Coupons() => Whole<DemoCoupon>("coupons.json");

    /// <summary>Every picture's name, as <see cref="OpenPicture"/> takes it.</summary>
    public static IReadOnlyList<string> Pictures() =>
        [.. Home.GetManifestResourceNames().Where(n => n.StartsWith("pictures/", StringComparison.Ordinal)).Select(n => n["pictures/".Length..])];

    /// <summary>The bytes of a picture, or null when there is none of that name.</summary>
    public static Stream? OpenPicture(string file) => Home.GetManifestResourceStream("pictures/" + file);

    private static List<T> Lines<T>(string name)
    {
        using var reader = new StreamReader(Open(name));
        var items = new List<T>();
        while (reader.ReadLine() is { } line)
        {
            items.Add(JsonSerializer.Deserialize<T>(line, Json)!);
        }

        return items;
    }

    private static List<T> Whole<T>(string name)
    {
        using var stream = Open(name);
        return JsonSerializer.Deserialize<List<T>>(stream, Json)!;
    }

    private static Stream Open(string name) =>
        Home.GetManifestResourceStream("data/" + name) ?? throw new InvalidOperationException($"data/{name} is not embedded.");
}
