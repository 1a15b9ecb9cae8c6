using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Vision.Index;
using Maru.Testing.Shop;

namespace Maru.Modules.Vision.Tests;

/// <summary>A shop that tests put goods with pictures into.</summary>
public class VisionShop : ShopFixture
{
    public async Task<string> StoreAsync(byte[] picture)
    {
        var stored = await Get<ICatalogImport>().StorePictureAsync(picture, CancellationToken.None);
        stored.Succeeded.ShouldBeTrue(stored.Failure?.Message);
        return stored.Value!.Hash;
    }

    public async Task CategoriesAsync(params (string Slug, string Ko, string En)[] categories) =>
        (await Get<ICatalogImport>().ImportCategoriesAsync(
            [.. categories.Select(c => new CategoryDraft(c.Slug, new LocalizedText(c.Ko, c.En), null, []))], CancellationToken.None)).Succeeded.ShouldBeTrue();

    /// <summary>Puts a product on sale, or changes it.</summary>
    public async Task<ProductId> StockAsync(
        string slug, IReadOnlyList<byte[]> pictures, string? category = null, long price = 10_000, int stock = 5, string? name = null, ProductStatus status = ProductStatus.Published)
    {
        var hashes = new List<string>();
        foreach (var picture in pictures)
        {
            hashes.Add(await StoreAsync(picture));
        }

        var draft = new ProductDraft(slug, LocalizedText.Same(name ?? slug))
        {
            Category = category,
            Status = status,
            Pictures = [.. hashes.Select(h => new PictureDraft(h, null, LocalizedText.Same(slug)))],
            Variants = [new VariantDraft(slug.ToUpperInvariant(), [new PriceDraft(new Money(price, Currency.Krw))]) { Stock = new Dictionary<string, int> { [""] = stock } }],
        };
        (await Get<ICatalogImport>().ImportAsync([draft], new ImportOptions(Sellers.House), CancellationToken.None)).Problems.ShouldBeEmpty();
        if (status != ProductStatus.Published)
        {
            return default;
        }

        return await UntilAsync(async () => (await Get<ICatalogBrowsing>().FindAsync(slug, Currency.Krw, CancellationToken.None)) is { } found && (stock == 0 || found.InStock) ? found.Id : (ProductId?)null) ?? default;
    }

    /// <summary>Waits until the index has the product with so many of its pictures.</summary>
    internal async Task SeenAsync(ProductId product, int pictures = 1) =>
        (await UntilAsync(() => Task.FromResult(Get<Sights>().Serving?.Index.Find(product) is { } seen && seen.Keys.Length == pictures ? seen : null))).ShouldNotBeNull();

    public async Task<(HttpResponseMessage Answer, JsonElement Body)> SearchAsync(byte[] picture, string query = "", string fileName = "picture.png", string type = "image/png")
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(picture);
        file.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(type);
        form.Add(file, "image", fileName);
        var answer = await Client.PostAsync("/api/v1/visual-search" + query, form, CancellationToken.None);
        return (answer, await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None));
    }

    public async Task<string[]> SlugsAsync(string path)
    {
        var body = await Client.GetFromJsonAsync<JsonElement>(path, CancellationToken.None);
        return SlugsOf(body);
    }

    public static string[] SlugsOf(JsonElement body) => [.. body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("slug").GetString()!)];

    /// <summary>Asks until there is an answer, for a minute and a half.</summary>
    public static async Task<T?> UntilAsync<T>(Func<Task<T?>> ask)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var answer = await ask();
            if (answer is not null || patience.IsCancellationRequested)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), CancellationToken.None);
        }
    }
}
