using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Maru.Demo;
using Maru.DemoArt.Drawing;
using Maru.DemoArt.Range;
using Maru.DemoArt.Rendering;

namespace Maru.DemoArt;

internal static class Commands
{
    private const int Port = 20400;

    private static readonly JsonSerializerOptions Lines = new(DemoShop.Json) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly JsonSerializerOptions Pages = new(Lines) { WriteIndented = true };

    public static int Usage()
    {
        Console.Error.WriteLine("DemoArt goods DATA | pictures FOLDER [word...] | home FOLDER | sheet FOLDER OUTPUT.png [word...]");
        return 2;
    }

    public static int Goods(string data)
    {
        var products = Catalogue.Products();
        WriteLines(Path.Combine(data, "catalogue.jsonl"), products);
        File.WriteAllText(Path.Combine(data, "categories.json"), JsonSerializer.Serialize(Shelves.Categories, Pages) + "\n");
        File.WriteAllText(Path.Combine(data, "brands.json"), JsonSerializer.Serialize(Shelves.Brands, Pages) + "\n");
        File.WriteAllText(Path.Combine(data, "sellers.json"), JsonSerializer.Serialize(Shelves.Sellers, Pages) + "\n");
        var reviews = Reviews.Of(products);
        WriteLines(Path.Combine(data, "reviews.jsonl"), reviews);
        File.WriteAllText(Path.Combine(data, "promotions.json"), JsonSerializer.Serialize(Offers.Promotions, Pages) + "\n");
        File.WriteAllText(Path.Combine(data, "coupons.json"), JsonSerializer.Serialize(Offers.Coupons, Pages) + "\n");
        Console.WriteLine($"{reviews.Count} reviews; {products.Count} products, {products.Sum(p => p.Variants.Count)} variants, {products.Sum(p => p.Pictures.Count)} pictures");
        return 0;
    }

    public static async Task<int> PicturesAsync(string folder, string[] words)
    {
        var cache = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "maru-demo-art-cache")).FullName;
        var wanted = Shelves.Goods.SelectMany(g => g.Colors.Split(' ').Select(c => (File: Catalogue.PictureName(g, c), Svg: new Lazy<string>(() => g.Art.ToSvg(Words.Colors[c].Hex, g.Slug))))).ToList();
        if (words.Length == 0)
        {
            foreach (var stale in Directory.GetFiles(folder, "*.webp").Where(f => wanted.All(w => w.File != Path.GetFileName(f))))
            {
                File.Delete(stale);
            }
        }

        await using var browser = await Browser.StartAsync("/usr/bin/chromium", words.Length == 0 ? Port : Port + 3);
        var (drawn, bytes) = (0, 0L);
        foreach (var (file, svg) in wanted.Where(w => words.Length == 0 || words.Any(word => w.File.Contains(word, StringComparison.Ordinal))))
        {
            var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Webp.Recipe + svg.Value)));
            var kept = Path.Combine(cache, key + ".webp");
            if (!File.Exists(kept))
            {
                var png = await browser.ShotAsync("<body style='margin:0'>" + svg.Value, 800, 1000);
                await File.WriteAllBytesAsync(kept, await Webp.ShrinkAsync(png, 11_500));
                drawn++;
            }

            File.Copy(kept, Path.Combine(folder, file), overwrite: true);
            bytes += new FileInfo(kept).Length;
        }

        Console.WriteLine($"{drawn} drawn, {bytes / 1024} KiB");
        return 0;
    }

    public static async Task<int> HomeAsync(string folder)
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        var brand = Directory.CreateDirectory(Path.Combine(folder, "brand")).FullName;
        await using var browser = await Browser.StartAsync("/usr/bin/chromium", Port + 2);
        foreach (var (name, evening) in new[] { ("hero", false), ("hero-dark", true) })
        {
            await File.WriteAllBytesAsync(Path.Combine(home, name + "-wide.webp"), await Webp.EncodeAsync(await browser.ShotAsync(Page(Home.Draw(evening, tall: false)), Home.Width, Home.Height), 62));
            await File.WriteAllBytesAsync(Path.Combine(home, name + "-tall.webp"), await Webp.EncodeAsync(await browser.ShotAsync(Page(Home.Draw(evening, tall: true)), 1080, 1440), 60));
        }

        foreach (var (name, draw) in Groups.All)
        {
            await File.WriteAllBytesAsync(Path.Combine(home, name + ".webp"), await Webp.EncodeAsync(await browser.ShotAsync(Page(draw()), Groups.Width, Groups.Height), 58));
        }

        foreach (var (name, size, maskable) in new[] { ("icon-192", 192, false), ("icon-512", 512, false), ("icon-maskable-512", 512, true), ("apple-touch-icon", 180, true), ("favicon-32", 32, false) })
        {
            await File.WriteAllBytesAsync(Path.Combine(brand, name + ".png"), await browser.ShotAsync(Page(Mark.Icon(size, maskable)), size, size, clear: true));
        }

        await File.WriteAllTextAsync(Path.Combine(brand, "favicon.svg"), Mark.Favicon + "\n");
        await File.WriteAllTextAsync(Path.Combine(brand, "logo.svg"), Mark.Logo + "\n");
        await File.WriteAllTextAsync(Path.Combine(brand, "logo-on-dark.svg"), Mark.LogoIn("#F3EEE6") + "\n");
        return 0;
    }

    private static string Page(string svg) => "<body style='margin:0;background:transparent'>" + svg;

    public static async Task<int> SheetAsync(string folder, string output, string[] words)
    {
        var files = Directory.GetFiles(folder, "*.webp").Where(f => words.Length == 0 || words.Any(w => Path.GetFileName(f).Contains(w, StringComparison.Ordinal))).Order(StringComparer.Ordinal).Take(60).ToList();
        var columns = files.Count > 24 ? 10 : 6;
        var cell = 1800 / columns;
        var html = new StringBuilder($"<body style='margin:0;background:#fff;display:grid;grid-template-columns:repeat({columns},{cell}px);font:11px sans-serif'>");
        foreach (var file in files)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div><img style='width:{cell - 6}px;display:block' src='data:image/webp;base64,{Convert.ToBase64String(await File.ReadAllBytesAsync(file))}'>{Path.GetFileNameWithoutExtension(file)}</div>");
        }

        await using var browser = await Browser.StartAsync("/usr/bin/chromium", Port + 1);
        var rows = (files.Count + columns - 1) / columns;
        await File.WriteAllBytesAsync(output, await browser.ShotAsync(html.ToString(), 1800, rows * (cell * 5 / 4 + 22)));
        return 0;
    }

    private static void WriteLines<T>(string path, IEnumerable<T> items) => File.WriteAllText(path, string.Concat(items.Select(i => JsonSerializer.Serialize(i, Lines) + "\n")));
}
